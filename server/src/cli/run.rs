//! Carries a command line out.

use super::check::checked;
use super::init::{self, NoPlan};
use super::normalise::normalised;
use super::peak::planned;
use super::promise::promised;
use super::rehearse::rehearsed;
use super::terminal::{AtTheTerminal, Person, say};
use super::{
    Action, Arguments, Brand, Connection, InitArguments, Key, Outbox, Quarantine, Requests, Staff,
    WRONG_CONFIG, WRONG_USAGE, history, settings,
};
use crate::admin::{self, Answer, Command, Factor, Renewal, StaffCommand};
use crate::brand::BrandFile;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::db::{lock_file, restore};
use crate::demo::Before;
use crate::error::Error;
use crate::intake::forget::Run;
use crate::outbox::Outbox as MailOutbox;
use crate::privacy::Whom;
use crate::serve::{self, Opening};
use clap::Parser;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Carries this process's command line out, writing to standard output and
/// error.
pub async fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    match act(arguments).await {
        Ok(code) => code,
        Err(Failure::Config(error)) => failed(&error, WRONG_CONFIG),
        Err(Failure::Usage(why)) => failed(&why, WRONG_USAGE),
        Err(Failure::Other(error)) => failed(&error, 1),
    }
}

/// Why a command line was not carried out; each kind has its exit status.
pub enum Failure {
    /// The configuration is wrong.
    Config(Error),
    /// The command line is wrong.
    Usage(String),
    /// Anything else.
    Other(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

/// Help and version are answers; anything else is one clear line.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        say(&error.render().to_string());
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    // What is missing stands on lines of its own below the first.
    let said: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    let said = said.join(" ");
    let line = said.strip_prefix("error: ").unwrap_or(&said);
    failed(&format!("{line}; see `doorstep --help`"), WRONG_USAGE)
}

fn failed(why: &impl ToString, code: u8) -> ExitCode {
    // Nothing can be said when standard error is gone.
    let _ = writeln!(std::io::stderr(), "doorstep: {}", why.to_string());
    ExitCode::from(code)
}

async fn act(arguments: Arguments) -> Result<ExitCode, Failure> {
    let file = arguments.config.as_deref();
    match arguments.action {
        Action::Normalise { source, file } => normalised(&source, &file),
        Action::Promise(asked) => promised(asked),
        Action::Peak(asked) => planned(asked),
        Action::Demo { port, data, keep } => {
            let before = if keep {
                Before::Resumed
            } else {
                Before::Emptied
            };
            crate::demo::run(port, data.as_deref(), before, &say).await?;
            Ok(ExitCode::SUCCESS)
        }
        Action::Init(given) => initialised(given, file).await,
        Action::Rehearse(asked) => rehearsed(&asked, || configured(file)).await,
        Action::Check => checked(&configured(file)?).await,
        Action::Serve => served(&configured(file)?).await,
        Action::Settings { port } => {
            settings::show(&configured(file)?, port, &say).await?;
            Ok(ExitCode::SUCCESS)
        }
        Action::Restore { file: copy } => restored(&configured(file)?, &copy),
        action => {
            let command = command(action)?;
            commanded(&configured(file)?, command).await
        }
    }
}

fn configured(file: Option<&Path>) -> Result<Config, Failure> {
    Config::read(file).map_err(Failure::Config)
}

async fn served(config: &Config) -> Result<ExitCode, Failure> {
    config.key().map_err(Failure::Config)?;
    MailOutbox::of(config).map_err(Failure::Config)?;
    let opened = match serve::open(config, Clock::real()).await? {
        Opening::Opened(opened) => opened,
        Opening::Held => {
            return Err(Failure::Other(Error::refused(
                "another doorstep serves this database file: stop it first, or name another file in DATABASE_URL",
            )));
        }
    };
    let listener = listening(config.listen).await?;
    let operator = match config.admin_listen {
        Some(address) => Some(listening(address).await?),
        None => None,
    };
    let stop = stopped();
    say_where("listening on", &listener);
    if let Some(operator) = &operator {
        say_where("metrics on", operator);
    }
    let mut opened = opened.watched_at(operator);
    let services = &mut opened.services;
    if let (None, Ok(address)) = (&services.address, listener.local_addr()) {
        services.address = Some(format!("http://{address}").into());
    }
    if let Some(line) = admin::set_up_line(services).await? {
        say(&line);
    }
    serve::serve(opened, config, listener, stop).await?;
    Ok(ExitCode::SUCCESS)
}

async fn listening(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Failure::Config(Error::file(format!("listening at {address}"), error)))
}

/// Says where the server listens, once it does.
fn say_where(what: &str, listener: &TcpListener) {
    if let Ok(address) = listener.local_addr() {
        say(&format!("{what} http://{address}"));
    }
}

async fn initialised(given: InitArguments, file: Option<&Path>) -> Result<ExitCode, Failure> {
    let mut person = AtTheTerminal::here();
    let person = person.as_mut().map(|person| person as &mut dyn Person);
    let plan = init::plan(given, person).map_err(|NoPlan(why)| Failure::Usage(why))?;
    say(&init::init(&plan, file).await?);
    Ok(ExitCode::SUCCESS)
}

/// Done when the process is asked to stop; it listens from the call on, not
/// from the first time it is waited for.
pub fn stopped() -> impl Future<Output = ()> + Send + 'static {
    let mut terminate = signal(SignalKind::terminate()).ok();
    let mut interrupt = signal(SignalKind::interrupt()).ok();
    async move {
        let asked = async |signal: &mut Option<Signal>| match signal {
            Some(signal) => signal.recv().await,
            None => std::future::pending().await,
        };
        tokio::select! {
            _ = asked(&mut terminate) => {}
            _ = asked(&mut interrupt) => {}
        }
    }
}

fn restored(config: &Config, copy: &Path) -> Result<ExitCode, Failure> {
    let Some(database) = config.database.file() else {
        return Err(Failure::Other(Error::refused(
            "this database is PostgreSQL: restore it with pg_restore",
        )));
    };
    let Some(_lock) = lock_file(database)? else {
        return Err(Failure::Other(Error::refused(
            "a server holds this database file: stop it first",
        )));
    };
    restore(database, copy)?;
    say(&format!(
        "{} now holds {}",
        database.display(),
        copy.display()
    ));
    Ok(ExitCode::SUCCESS)
}

fn command(action: Action) -> Result<Command, Failure> {
    Ok(match action {
        Action::Ingest {
            connection,
            door,
            files,
        } => Command::Ingest {
            connection,
            door,
            files: files
                .iter()
                .map(|file| config::absolute(file))
                .collect::<Result<_, _>>()?,
        },
        Action::Quarantine(Quarantine::List) => Command::QuarantineList,
        Action::Quarantine(Quarantine::Show { message }) => Command::QuarantineShow { message },
        Action::Quarantine(Quarantine::Replay { message }) => Command::QuarantineReplay { message },
        Action::Brand(Brand::Set { file }) => Command::BrandSet(BrandFile::read(&file)?),
        Action::Connection(Connection::Add {
            source,
            name,
            brands,
            secret,
        }) => Command::ConnectionAdd {
            source,
            name,
            brands,
            secret,
        },
        Action::Connection(Connection::Rotate { connection, secret }) => {
            Command::ConnectionRotate { connection, secret }
        }
        Action::Connection(Connection::List) => Command::ConnectionList,
        Action::Key(Key::Add { connection, scopes }) => Command::KeyAdd { connection, scopes },
        Action::Key(Key::Revoke { key }) => Command::KeyRevoke { key },
        Action::Backup { file } => Command::Backup {
            to: config::absolute(&file)?,
        },
        Action::Link { number, revoke } => Command::Link {
            number,
            renewal: if revoke {
                Renewal::Revoke
            } else {
                Renewal::Keep
            },
        },
        Action::Forget {
            whom,
            brand,
            dry_run,
        } => Command::Forget {
            whom: Whom::parse(&whom),
            brand,
            run: if dry_run { Run::Dry } else { Run::ForGood },
        },
        Action::Export { whom, brand } => Command::Export {
            whom: Whom::parse(&whom),
            brand,
        },
        Action::Staff(staff) => Command::Staff(staff_command(staff)),
        Action::Requests(Requests::List) => Command::RequestList,
        Action::Requests(Requests::Show { request }) => Command::RequestShow { request },
        Action::Stop {
            address,
            brand,
            lift,
        } => Command::Stop {
            address,
            brand,
            lift,
        },
        Action::Outbox(Outbox::List) => Command::OutboxList,
        Action::Outbox(Outbox::Replay { mail }) => Command::OutboxReplay { mail },
        Action::Webhook(asked) => Command::Webhook(asked.into()),
        Action::History(asked) => history::command(asked)?,
        Action::Status
        | Action::Init(_)
        | Action::Check
        | Action::Serve
        | Action::Settings { .. }
        | Action::Demo { .. }
        | Action::Rehearse(_)
        | Action::Normalise { .. }
        | Action::Promise(_)
        | Action::Peak(_)
        | Action::Restore { .. } => Command::Status,
    })
}

fn staff_command(staff: Staff) -> StaffCommand {
    match staff {
        Staff::Setup => StaffCommand::SetUp,
        Staff::Add {
            email,
            name,
            role,
            brands,
        } => StaffCommand::Add {
            email,
            name,
            role,
            brands,
        },
        Staff::Disable { email } => StaffCommand::Disable { email },
        Staff::Enable { email } => StaffCommand::Enable { email },
        Staff::Reset {
            email,
            drop_second_factor,
        } => StaffCommand::Reset {
            email,
            factor: if drop_second_factor {
                Factor::TakenAway
            } else {
                Factor::Kept
            },
        },
        Staff::List => StaffCommand::List,
    }
}

/// How often a command looks again for a server that holds the file and does
/// not answer: it is about to, or about to be gone.
const LOOKS: u32 = 100;

/// How long it waits between two looks.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

async fn commanded(config: &Config, command: Command) -> Result<ExitCode, Failure> {
    let answer = asked(config, command).await?;
    if answer.done {
        say(&answer.text);
        return Ok(ExitCode::SUCCESS);
    }
    Ok(failed(&answer.text, 1))
}

/// Asks the running server where there is one, else carries out in its place.
pub async fn asked(config: &Config, command: Command) -> Result<Answer, Failure> {
    until_answered(async || {
        let asked = match config.database.file() {
            Some(file) => admin::ask(file, &command, &say).await?,
            None => None,
        };
        match asked {
            Some(answer) => Ok(Some(answer)),
            None => carried_out_here(config, command.clone()).await,
        }
    })
    .await
}

/// Looks again for as long as a server holds the data and does not answer.
pub async fn until_answered<T>(
    look: impl AsyncFn() -> Result<Option<T>, Failure>,
) -> Result<T, Failure> {
    for _ in 0..LOOKS {
        if let Some(answer) = look().await? {
            return Ok(answer);
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    Err(Failure::Other(Error::refused(
        "a server holds this database file but does not answer: is it stopping?",
    )))
}

/// `None` while a server holds the file.
async fn carried_out_here(config: &Config, command: Command) -> Result<Option<Answer>, Failure> {
    config.key().map_err(Failure::Config)?;
    match serve::open(config, Clock::real()).await? {
        Opening::Opened(opened) => {
            let answer = admin::carry_out(&opened.services, command).await;
            opened.close().await?;
            Ok(Some(answer))
        }
        Opening::Held => Ok(None),
    }
}
