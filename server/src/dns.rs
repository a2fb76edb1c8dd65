//! What domains say of themselves: the questions of [`doorstep::sender`] put
//! to the domain name system.
//!
//! Nothing is kept: whoever has just mended a record looks again at once.

use crate::config::Config;
use doorstep::sender::{Answer, Answers, Finding, Question, Sender, judge};
use futures::future::join_all;
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{Name, RData};
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OnceCell, Semaphore};

/// How long one question may take, each time it is put.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long a whole look at a sender may take.
const ALL_TOLD: Duration = Duration::from_secs(20);

/// So many senders are looked at at a time.
const AT_ONCE: usize = 4;

/// Who is asked; cheap to clone.
#[derive(Clone)]
pub struct Dns(Arc<Inner>);

struct Inner {
    server: Option<SocketAddr>,
    /// Made when it is first needed; none where the machine has no name server.
    resolver: OnceCell<Option<TokioResolver>>,
    places: Semaphore,
}

impl fmt::Debug for Dns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dns({:?})", self.0.server)
    }
}

impl Dns {
    /// Who a site asks.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self(Arc::new(Inner {
            server: config.name_server,
            resolver: OnceCell::new(),
            places: Semaphore::new(AT_ONCE),
        }))
    }

    /// What is found of a sender. What is not answered in time counts as not
    /// answered.
    pub async fn look_at(&self, sender: &Sender) -> Vec<Finding> {
        // It is never closed.
        let _place = self.0.places.acquire().await;
        let mut known = Answers::new();
        let looked = tokio::time::timeout(ALL_TOLD, async {
            while let Err(wanted) = judge(sender, &known) {
                let asked = wanted.into_iter().map(|question| self.answered(question));
                known.extend(join_all(asked).await);
            }
        });
        if looked.await.is_err() {
            tracing::warn!(domain = sender.domain, "name servers took too long");
        }
        loop {
            match judge(sender, &known) {
                Ok(found) => return found,
                Err(wanted) => {
                    let unasked = wanted.into_iter();
                    known.extend(unasked.map(|question| (question, Answer::Silence)));
                }
            }
        }
    }

    async fn answered(&self, question: Question) -> (Question, Answer) {
        let resolver = self.0.resolver.get_or_init(|| async { self.made() }).await;
        let answer = match resolver {
            Some(resolver) => match ask(resolver, &question).await {
                Ok(answer) => answer,
                Err(error) if error.is_no_records_found() => nothing(&question),
                Err(error) => {
                    tracing::info!(%error, "a name server did not answer");
                    Answer::Silence
                }
            },
            None => Answer::Silence,
        };
        (question, answer)
    }

    fn made(&self) -> Option<TokioResolver> {
        let builder = match self.0.server {
            Some(server) => {
                let way = |mut connection: ConnectionConfig| {
                    connection.port = server.port();
                    connection
                };
                let ways = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(way);
                let server = NameServerConfig::new(server.ip(), true, ways.to_vec());
                let servers = ResolverConfig::from_name_servers(vec![server]);
                Ok(TokioResolver::builder_with_config(
                    servers,
                    TokioRuntimeProvider::default(),
                ))
            }
            None => TokioResolver::builder_tokio(),
        };
        builder
            .and_then(|builder| builder.with_options(options()).build())
            .inspect_err(|error| tracing::error!(%error, "no name server can be asked"))
            .ok()
    }
}

fn options() -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = PATIENCE;
    options.attempts = 2;
    options.cache_size = 0;
    options.use_hosts_file = ResolveHosts::Never;
    options
}

fn nothing(question: &Question) -> Answer {
    match question {
        Question::Texts(_) => Answer::Texts(Vec::new()),
        Question::Addresses(_) => Answer::Addresses(Vec::new()),
        Question::Exchanges(_) => Answer::Exchanges(Vec::new()),
    }
}

async fn ask(resolver: &TokioResolver, question: &Question) -> Result<Answer, NetError> {
    let (Question::Texts(text) | Question::Addresses(text) | Question::Exchanges(text)) = question;
    // A record may name what can be no name: nobody has such records. Selectors
    // may have an underscore anywhere, which a host's name may not.
    let Ok(mut name) = Name::from_str_relaxed(text) else {
        return Ok(nothing(question));
    };
    name.set_fqdn(true);
    Ok(match question {
        Question::Addresses(_) => {
            Answer::Addresses(resolver.lookup_ip(name).await?.iter().collect())
        }
        Question::Texts(_) => {
            let found = resolver.txt_lookup(name).await?;
            let texts = found
                .answers()
                .iter()
                .filter_map(|record| match &record.data {
                    RData::TXT(text) => Some(text.txt_data.concat()),
                    _ => None,
                });
            let texts = texts.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            Answer::Texts(texts.collect())
        }
        Question::Exchanges(_) => {
            let found = resolver.mx_lookup(name).await?;
            let hosts = found
                .answers()
                .iter()
                .filter_map(|record| match &record.data {
                    RData::MX(one) => Some(one.exchange.to_utf8()),
                    _ => None,
                });
            Answer::Exchanges(hosts.collect())
        }
    })
}
