use super::*;
use rcgen::CertifiedKey;
use std::collections::VecDeque;
use std::net::Ipv4Addr;
use std::sync::{Mutex, PoisonError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// Answers each look-up with the next of these, and counts them.
#[derive(Debug)]
struct Names(Mutex<(VecDeque<Vec<SocketAddr>>, usize)>);

impl Names {
    fn of(answers: &[&[SocketAddr]]) -> Arc<Self> {
        let answers = answers.iter().map(|answer| answer.to_vec()).collect();
        Arc::new(Self(Mutex::new((answers, 0))))
    }

    fn asked(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1
    }
}

impl Resolve for Names {
    fn look_up<'a>(&'a self, _: &'a str, _: u16) -> BoxFuture<'a, io::Result<Vec<SocketAddr>>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.1 += 1;
        let next = held.0.pop_front().unwrap_or_default();
        Box::pin(std::future::ready(Ok(next)))
    }
}

fn out(allow: &[&str]) -> WebhooksOut {
    WebhooksOut {
        timeout: Duration::from_secs(5),
        ..WebhooksOut::default()
    }
    .allowing(allow.iter().copied())
    .unwrap()
}

async fn tell(out: &WebhooksOut, names: Arc<Names>, url: &str) -> Told {
    let call = Call {
        url,
        headers: [
            ("webhook-id", "evt_1".to_owned()),
            ("webhook-timestamp", "1".to_owned()),
            ("webhook-signature", "v1,x".to_owned()),
        ],
        body: Bytes::from_static(b"{}"),
    };
    Poster::new(out, names).unwrap().post(&call).await
}

/// A listener that answers 200 to whoever connects, and counts them.
async fn listener() -> (SocketAddr, Arc<Mutex<usize>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let count = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            *counted.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            let mut asked = [0; 2_048];
            let _ = stream.read(&mut asked).await;
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
                .await;
        }
    });
    (address, count)
}

fn connections(count: &Arc<Mutex<usize>>) -> usize {
    *count.lock().unwrap_or_else(PoisonError::into_inner)
}

#[tokio::test]
async fn a_name_that_leads_inside_is_not_followed() {
    let (inside, count) = listener().await;
    let metadata = SocketAddr::from(([169, 254, 169, 254], 80));
    let names = Names::of(&[&[inside, metadata]]);
    let told = tell(&out(&["http"]), names, "http://shop.example/in").await;
    let why = told.answer.unwrap_err();
    assert!(why.contains("inside"), "{why}");
    assert_eq!(connections(&count), 0, "nobody connected");
}

#[tokio::test]
async fn a_name_is_looked_up_once_and_only_what_was_found_is_reached() {
    let (open, count) = listener().await;
    // The second answer would lead somewhere else.
    let names = Names::of(&[&[open], &[SocketAddr::from(([10, 0, 0, 1], 80))]]);
    let opened = out(&["http", "127.0.0.0/8"]);
    let told = tell(&opened, Arc::clone(&names), "http://shop.example/in").await;
    assert_eq!(told.answer.map(|answer| answer.body), Ok("ok".to_owned()));
    assert_eq!((names.asked(), connections(&count)), (1, 1));
    // Of several, those inside are left out, and the others are tried.
    let names = Names::of(&[&[SocketAddr::from(([10, 0, 0, 1], 80)), open]]);
    let told = tell(&opened, names, "http://shop.example/in").await;
    assert!(told.answer.is_ok(), "{told:?}");
}

#[tokio::test]
async fn addresses_need_no_name_to_be_refused() {
    let (inside, count) = listener().await;
    for url in [
        format!("http://{inside}/"),
        format!("http://[::ffff:127.0.0.1]:{}/", inside.port()),
        format!("http://localhost:{}/", inside.port()),
    ] {
        let call = Call {
            url: &url,
            headers: [
                ("a", String::new()),
                ("b", String::new()),
                ("c", String::new()),
            ],
            body: Bytes::new(),
        };
        let poster = Poster::new(&out(&["http"]), Arc::new(OfTheSystem)).unwrap();
        let told = poster.post(&call).await;
        let why = told.answer.unwrap_err();
        assert!(why.contains("nside"), "{url}: {why}");
    }
    assert_eq!(connections(&count), 0, "nobody connected");
}

/// A listener that proves to be `shop.example`, answers 200, and the file with
/// its certificate.
async fn encrypted() -> (SocketAddr, std::path::PathBuf) {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(vec!["shop.example".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut asked = [0; 2_048];
            let _ = stream.read(&mut asked).await;
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
                .await;
            let _ = stream.shutdown().await;
        }
    });
    let name = format!("doorstep-webhook-{}.pem", crate::site::random_secret());
    let file = crate::config::temporary_folder(&name);
    std::fs::write(&file, cert.pem()).unwrap();
    (address, file)
}

#[tokio::test]
async fn an_encrypted_way_leads_to_whom_the_certificate_is_for_and_to_nobody_else() {
    let (address, file) = encrypted().await;
    let told = async |ca_file: Option<&Path>, host: &str| {
        let out = WebhooksOut {
            ca_file: ca_file.map(Path::to_owned),
            ..out(&["127.0.0.0/8"])
        };
        tell(
            &out,
            Names::of(&[&[address]]),
            &format!("https://{host}/in"),
        )
        .await
        .answer
    };
    let taken = told(Some(&file), "shop.example").await.unwrap();
    assert_eq!((taken.status, taken.body.as_str()), (200, "ok"));
    for (ca_file, host) in [(None, "shop.example"), (Some(&*file), "other.example")] {
        let why = told(ca_file, host).await.unwrap_err();
        assert!(why.contains("no encryption"), "{host}: {why}");
    }
    std::fs::remove_file(&file).unwrap();
    let missing = WebhooksOut {
        ca_file: Some(file),
        ..WebhooksOut::default()
    };
    assert!(Poster::new(&missing, Arc::new(OfTheSystem)).is_err());
}
