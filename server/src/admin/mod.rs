//! Commands for whoever runs the server. They go through the running server,
//! over a socket beside the database file that only its owner may open, and
//! open the file themselves only when no server holds it.

mod commands;
mod connections;
mod files;
mod history;
mod outbox;
mod pages;
mod privacy;
mod staff;
mod stop;
mod trail;
mod webhooks;

use crate::brand::BrandFile;
use crate::error::Error;
use crate::intake::forget::Run;
use crate::privacy::Whom;
use crate::services::Services;
use doorstep::history::Column;
use doorstep::scope::Scope;
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::mpsc;

pub use commands::store_brand;
pub use connections::{JSON, Made, NewKey, make_connection, make_key};
pub use staff::{Factor, StaffCommand, set_up_line};
pub use webhooks::WebhookCommand;

/// A command.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Command {
    /// Makes or changes a brand.
    BrandSet(BrandFile),
    /// Gives a copy of a brand's settings, as JSON.
    BrandCopy {
        /// Its slug; the default brand when none is named.
        slug: Option<String>,
    },
    /// Makes a connection.
    ConnectionAdd {
        /// Which adapter reads it.
        source: String,
        /// What staff call it.
        name: String,
        /// Slugs of the brands it serves; none for the default one.
        brands: Vec<String>,
        /// The platform's own secret, where it gives one.
        secret: Option<String>,
    },
    /// Gives a connection a new secret.
    ConnectionRotate {
        /// The connection.
        connection: String,
        /// The platform's own secret, where it gives one.
        secret: Option<String>,
    },
    /// Lists connections.
    ConnectionList,
    /// Makes an API key.
    KeyAdd {
        /// The connection it speaks for.
        connection: String,
        /// What it may be used for; none for sending orders and scans.
        #[serde(default)]
        scopes: Vec<Scope>,
    },
    /// Revokes an API key.
    KeyRevoke {
        /// Its public part.
        key: String,
    },
    /// Lists quarantined messages.
    QuarantineList,
    /// Shows one.
    QuarantineShow {
        /// Its id.
        message: String,
    },
    /// Reads quarantined messages again.
    QuarantineReplay {
        /// Which one; all of them when none is named.
        message: Option<String>,
    },
    /// Takes payload files in.
    Ingest {
        /// The connection they belong to.
        connection: String,
        /// The JSON door's part they are for, where it is one.
        door: Option<String>,
        /// The files, as absolute paths.
        files: Vec<PathBuf>,
    },
    /// Takes a history of orders in.
    HistoryImport(HistoryImport),
    /// Shows what the columns of a brand's histories mean.
    HistoryMapping {
        /// Its slug; the default brand when none is named.
        brand: Option<String>,
    },
    /// Copies the database.
    Backup {
        /// The new file, as an absolute path.
        to: PathBuf,
    },
    /// Says where an order's page is.
    Link {
        /// The number the buyer knows.
        number: String,
        /// Whether the link there is now is taken back first.
        renewal: Renewal,
    },
    /// Forgets a person.
    Forget {
        /// Who.
        whom: Whom,
        /// In which brand; in all when none is named.
        brand: Option<String>,
        /// Whether it is done, or only counted.
        run: Run,
    },
    /// Shows everything held about a person.
    Export {
        /// Who.
        whom: Whom,
        /// In which brand; in all when none is named.
        brand: Option<String>,
    },
    /// Lists what people asked for through their shops.
    RequestList,
    /// Shows what came of one.
    RequestShow {
        /// Its id.
        request: String,
    },
    /// Lists the mails that wait or were given up.
    OutboxList,
    /// Sends mails again that were given up.
    OutboxReplay {
        /// Which one, by its name; all of them when none is named.
        mail: Option<String>,
    },
    /// Stops an address, or lets messages go there again.
    Stop {
        /// The e-mail address or phone number.
        address: String,
        /// In which brand; in all when none is named.
        brand: Option<String>,
        /// Whether a stop is taken back.
        lift: bool,
    },
    /// Sets who may sign in.
    Staff(StaffCommand),
    /// Sets who is told what happens.
    Webhook(WebhookCommand),
    /// Says what happened since the start.
    Status,
    /// Says what is still missing, as [`check::Finding`](crate::check::Finding)s.
    Check,
}

/// A history of orders to be taken in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HistoryImport {
    /// The file, as an absolute path.
    pub file: PathBuf,
    /// Whose orders they are; the default brand's when none is named.
    pub brand: Option<String>,
    /// Whether it is only looked through.
    pub is_dry: bool,
    /// What some of its headers mean; nothing for those to be ignored.
    pub columns: Vec<(String, Option<Column>)>,
    /// Where every line goes that is not taken in, as an absolute path.
    pub faults: Option<PathBuf>,
}

/// Whether a link stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Renewal {
    /// It stays.
    Keep,
    /// It is revoked, and a new one takes its place.
    Revoke,
}

/// What became of a command.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// Whether it was done.
    pub done: bool,
    /// What to tell the person.
    pub text: String,
}

/// Who hears how far a command has come, while it is carried out.
#[derive(Clone, Debug, Default)]
pub struct Telling(Option<mpsc::UnboundedSender<String>>);

impl Telling {
    fn say(&self, line: String) {
        if let Some(listener) = &self.0 {
            // Whoever asked may have gone; the command is carried out all the same.
            let _ = listener.send(line);
        }
    }
}

/// Carries a command out.
pub async fn carry_out(services: &Services, command: Command) -> Answer {
    carry_out_and_tell(services, command, &Telling::default()).await
}

async fn carry_out_and_tell(services: &Services, command: Command, telling: &Telling) -> Answer {
    match commands::carry_out(services, command, telling).await {
        Ok(text) => Answer { done: true, text },
        Err(error) => Answer {
            done: false,
            text: error.to_string(),
        },
    }
}

/// The socket beside a database file.
#[must_use]
pub fn socket(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".socket");
    PathBuf::from(name)
}

/// Answers commands until the server stops. The caller holds the file's lock,
/// so a socket that is there already was left behind.
///
/// # Errors
/// When the socket cannot be made.
pub fn listen(
    services: Services,
    database: &Path,
) -> Result<impl Future<Output = ()> + Send + 'static, Error> {
    let path = socket(database);
    let failed = |error| Error::file(path.display().to_string(), error);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let listener = UnixListener::bind(&path).map_err(failed)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    Ok(async move {
        let (callers, serving) = pages::serve(&services);
        let listening = async {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(services.clone(), stream, callers.clone()));
            }
        };
        tokio::select! {
            () = listening => {}
            () = serving => {}
        }
    })
}

/// A command is JSON; whoever begins with another letter speaks HTTP.
async fn answer(services: Services, mut stream: UnixStream, callers: pages::Callers) {
    let mut first = [0];
    match stream.read(&mut first).await {
        Ok(1) if matches!(first, [b'{' | b'"']) => converse(services, stream, first[0]).await,
        Ok(1) => callers.hand_over(first[0], stream).await,
        _ => {}
    }
}

async fn converse(services: Services, mut stream: UnixStream, first: u8) {
    let mut asked = vec![first];
    if stream.read_to_end(&mut asked).await.is_err() {
        return;
    }
    let answer = match serde_json::from_slice(&asked) {
        Ok(command) => carry_out_before(&services, command, &mut stream).await,
        Err(_) => Answer {
            done: false,
            text: "the running server is of another version: restart it, then try again".to_owned(),
        },
    };
    if let Ok(answer) = serde_json::to_vec(&answer) {
        // Whoever asked may have gone; the command is carried out all the same.
        let _ = stream.write_all(&answer).await;
    }
}

/// A line of what the server says to who has sent a command.
#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Meanwhile(String),
    Answer(Answer),
}

/// Carries a command out before somebody's eyes: each word of how far it has
/// come is a line of its own, a JSON text; the answer is the last one.
async fn carry_out_before(
    services: &Services,
    command: Command,
    stream: &mut UnixStream,
) -> Answer {
    let (teller, mut told) = mpsc::unbounded_channel();
    let services = services.clone();
    // A task of its own: who has stopped reading must not stop it in the middle
    // of a transaction.
    let doing = tokio::spawn(async move {
        let telling = Telling(Some(teller));
        carry_out_and_tell(&services, command, &telling).await
    });
    while let Some(line) = told.recv().await {
        let line = serde_json::Value::String(line).to_string();
        let _ = stream.write_all(format!("{line}\n").as_bytes()).await;
    }
    doing.await.unwrap_or_else(|error| Answer {
        done: false,
        text: format!("the command broke off: {error}"),
    })
}

/// Asks the running server, and passes on what it says meanwhile; `None` when
/// none listens.
///
/// # Errors
/// When the conversation breaks off.
pub async fn ask(
    database: &Path,
    command: &Command,
    heard: &(dyn Fn(&str) + Sync),
) -> Result<Option<Answer>, Error> {
    let path = socket(database);
    let Ok(mut stream) = UnixStream::connect(&path).await else {
        return Ok(None);
    };
    let failed = |error| Error::file("the running server", error);
    stream
        .write_all(&serde_json::to_vec(command)?)
        .await
        .map_err(failed)?;
    stream.shutdown().await.map_err(failed)?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next_line().await.map_err(failed)? {
        match serde_json::from_str(&line)? {
            Said::Meanwhile(word) => heard(&word),
            Said::Answer(answer) => return Ok(Some(answer)),
        }
    }
    Err(failed(std::io::ErrorKind::UnexpectedEof.into()))
}
