//! A name server of a test's own: it knows what it was told, over UDP.

use hickory_resolver::proto::op::{Message, OpCode, ResponseCode};
use hickory_resolver::proto::rr::rdata::{MX, TXT};
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::UdpSocket;
use tokio::task::JoinHandle;

type Records = Arc<Mutex<BTreeMap<(Name, RecordType), Vec<RData>>>>;

/// The server; it ends with the value.
pub struct NameServer {
    /// Where it is asked.
    pub address: SocketAddr,
    records: Records,
    serving: JoinHandle<()>,
}

impl NameServer {
    /// Starts one that knows nothing.
    pub async fn start() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let address = socket.local_addr().expect("it listens");
        let records = Records::default();
        let known = records.clone();
        let serving = tokio::spawn(async move {
            let mut buffer = [0; 4096];
            while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                let question = Message::from_vec(&buffer[..length]).expect("it is a question");
                let answer = answer(&question, &known).to_vec().expect("it is an answer");
                socket.send_to(&answer, from).await.expect("it is sent");
            }
        });
        Self {
            address,
            records,
            serving,
        }
    }

    /// Gives a name a text.
    pub fn text(&self, name: &str, text: &str) {
        // A string of a record has at most 255 bytes; longer texts have several.
        let parts = text.as_bytes().chunks(255);
        let parts = parts.map(|part| String::from_utf8_lossy(part).into_owned());
        self.add(name, RecordType::TXT, RData::TXT(TXT::new(parts.collect())));
    }

    /// Gives a domain a host that takes its mail.
    pub fn exchange(&self, name: &str, host: &str) {
        self.add(name, RecordType::MX, RData::MX(MX::new(10, whole(host))));
    }

    fn add(&self, name: &str, kind: RecordType, data: RData) {
        let mut records = self.records.lock().expect("nobody broke off");
        records.entry((whole(name), kind)).or_default().push(data);
    }
}

impl Drop for NameServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn whole(name: &str) -> Name {
    let mut name = Name::from_str_relaxed(name).expect("it is a name");
    name.set_fqdn(true);
    name.to_lowercase()
}

fn answer(question: &Message, records: &Records) -> Message {
    let mut answer = Message::response(question.metadata.id, OpCode::Query);
    let records = records.lock().expect("nobody broke off");
    for query in &question.queries {
        answer.add_query(query.clone());
        let name = query.name().to_lowercase();
        match records.get(&(name.clone(), query.query_type())) {
            Some(found) => {
                for data in found {
                    answer.add_answer(Record::from_rdata(name.clone(), 60, data.clone()));
                }
            }
            None if records.keys().any(|(known, _)| *known == name) => {}
            None => answer.metadata.response_code = ResponseCode::NXDomain,
        }
    }
    answer
}
