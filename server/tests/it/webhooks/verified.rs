//! What we send is taken by the packages that others receive with, and what
//! they sign is taken by us.

use super::{PATIENCE, command, endpoint_of};
use crate::harness::{Got, Receiver, Site, Store, word_after};
use serde_json::{Value, json};
use server::admin::WebhookCommand;
use server::clock::Clock;
use server::outbox::webhooks::signature::{Received, SigningKey};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// Reads keys and a message, verifies it with each, then once more with a
/// changed body; and signs one.
const NODE: &str = r"
const { Webhook } = require('standardwebhooks');
const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const holds = (key, body) => {
  try { new Webhook(key).verify(body, asked.headers); return true; } catch { return false; }
};
const at = new Date(asked.now * 1000);
console.log(JSON.stringify({
  holds: asked.keys.map((key) => holds(key, asked.body)),
  changed: holds(asked.keys[0], asked.body + ' '),
  signed: new Webhook(asked.keys[0]).sign(asked.headers['webhook-id'], at, asked.body),
}));
";

/// The same.
const PYTHON: &str = r"
import datetime, json, sys
from standardwebhooks import Webhook
asked = json.load(sys.stdin)
def holds(key, body):
    try:
        Webhook(key).verify(body, asked['headers'])
        return True
    except Exception:
        return False
at = datetime.datetime.fromtimestamp(asked['now'], datetime.timezone.utc)
print(json.dumps({
    'holds': [holds(key, asked['body']) for key in asked['keys']],
    'changed': holds(asked['keys'][0], asked['body'] + ' '),
    'signed': Webhook(asked['keys'][0]).sign(asked['headers']['webhook-id'], at, asked['body']),
}))
";

fn root() -> PathBuf {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    server.parent().expect("it is in a folder").to_owned()
}

/// What a program answers to a question.
async fn ask(mut program: Command, asked: &Value) -> Value {
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts: `make node python` installs it");
    let mut input = child.stdin.take().expect("it is piped");
    input
        .write_all(asked.to_string().as_bytes())
        .await
        .expect("it listens");
    drop(input);
    let said = child.wait_with_output().await.expect("it ends");
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.status.success(),
        "`make node python` installs it: {text}"
    );
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A message that a site sent while two keys are valid.
async fn sent() -> (Got, [String; 2]) {
    let site = Site::telling_on(Store::sqlite(), Clock::real(), PATIENCE).await;
    let receiver = Receiver::start().await;
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    let rotate = WebhookCommand::Rotate {
        endpoint: endpoint.id.clone(),
    };
    let said = command(&site, rotate).await.expect("it is rotated");
    let test = WebhookCommand::Test {
        endpoint: endpoint.id.clone(),
    };
    command(&site, test).await.expect("it is queued");
    let got = receiver.waits_for(1).await.remove(0);
    site.stop().await;
    (got, [word_after(&said, "secret"), endpoint.secret])
}

async fn agrees(program: Command) {
    let (got, keys) = sent().await;
    let now = Clock::real().now().timestamp();
    let body = String::from_utf8(got.body.clone()).expect("it is text");
    let stranger = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let asked = json!({
        "keys": [keys[0], keys[1], stranger],
        "now": now,
        "body": body,
        "headers": {
            "webhook-id": got.header("webhook-id"),
            "webhook-timestamp": got.header("webhook-timestamp"),
            "webhook-signature": got.header("webhook-signature"),
        },
    });
    let said = ask(program, &asked).await;
    assert_eq!(said["holds"], json!([true, true, false]));
    assert_eq!(said["changed"], json!(false));
    let timestamp = now.to_string();
    let theirs = Received {
        id: got.header("webhook-id"),
        timestamp: &timestamp,
        signature: said["signed"].as_str().expect("it is signed"),
        body: body.as_bytes(),
    };
    for (key, holds) in [(keys[0].as_str(), true), (keys[1].as_str(), false)] {
        let key = SigningKey::parse(key).expect("it is a key");
        assert_eq!(key.verifies(&theirs, now), holds);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_package_of_npm_agrees() {
    let mut node = Command::new("node");
    node.args(["-e", NODE]).current_dir(root().join("end2end"));
    agrees(node).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_package_of_pypi_agrees() {
    let mut python = Command::new(root().join("target/python/bin/python"));
    python.args(["-c", PYTHON]);
    agrees(python).await;
}
