
// ---- live: hears that something changed, and reads the page anew ----
// The stream carries no data: who may see what is decided where the page is
// drawn.

let stream;
// What came after the page was drawn and before somebody listened is read
// once the stream is open.
let mayHaveMissed = true;

function listen() {
  const { order } = document.body.dataset;
  stream = new EventSource(order ? `/console/live?order=${order}` : '/console/live');
  stream.addEventListener('change', readAnew);
  stream.addEventListener('open', () => {
    if (mayHaveMissed) readAnew();
    mayHaveMissed = false;
  });
  stream.addEventListener('error', () => {
    mayHaveMissed = true;
    // Browsers come back to a stream that broke off, but not to one that was
    // refused. Reading the page tells why: it may lead to the sign-in.
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      readAnew();
      if (document.visibilityState === 'visible') listen();
    }, 5_000);
  });
}

// A tab that nobody sees keeps no stream: browsers allow few to one server.
document.addEventListener('visibilitychange', () => {
  stream?.close();
  if (document.visibilityState === 'hidden') mayHaveMissed = true;
  else listen();
});
if (document.visibilityState === 'visible') listen();
