//! Real `doorstep` processes: served, stopped, killed, and run as commands.

use super::Store;
use server::db::{Location, lock_file};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// How long a process may take to start or stop: far more than it needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A serving process; killed when it is dropped.
pub struct Doorstep {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// Where it listens (`http://127.0.0.1:PORT`).
    pub address: String,
}

/// What a command said.
#[derive(Debug)]
pub struct Said {
    /// Its exit status.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error, without the log.
    pub err: String,
}

/// The program with the environment that a store needs and nothing else.
pub fn program(store: &Store) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorstep"));
    command
        .env_clear()
        .env("DATABASE_URL", store.url())
        .env("DOORSTEP_SITE_KEY_FILE", store.key_file())
        .env("DOORSTEP_LISTEN", "127.0.0.1:0")
        .env("DOORSTEP_LOG", "off")
        .current_dir(store.folder.root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// Waits until nobody holds the lock of a store's file: a program that another
/// test starts has a copy of one that was just let go, until it becomes itself.
fn serving(store: &Store) -> Command {
    if let Location::File(path) = &store.location {
        for _ in 0..500 {
            if lock_file(path).is_ok_and(|lock| lock.is_some()) {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
    let mut command = program(store);
    command.arg("serve");
    command
}

/// Starts `doorstep serve` without waiting for anything else.
pub fn spawn(store: &Store) -> Child {
    serving(store)
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the program starts")
}

impl Doorstep {
    /// Starts `doorstep serve` and waits until it listens.
    pub async fn serve(store: &Store) -> Self {
        Self::started(spawn(store)).await
    }

    /// The same with an address for whoever watches it; that address.
    pub async fn serve_watched(store: &Store) -> (Self, String) {
        let child = serving(store)
            .env("DOORSTEP_ADMIN_LISTEN", "127.0.0.1:0")
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
        let mut server = Self::started(child).await;
        let metrics = said(&mut server.lines, "metrics on ").await;
        (server, metrics)
    }

    /// The same with everything it may log written to a file.
    pub async fn serve_heard(store: &Store, log: &Path) -> (Self, String) {
        let log = std::fs::File::create(log).expect("the log can be made");
        let child = serving(store)
            .env("DOORSTEP_ADMIN_LISTEN", "127.0.0.1:0")
            .env("DOORSTEP_LOG", "trace")
            .stderr(log)
            .spawn()
            .expect("the program starts");
        let mut server = Self::started(child).await;
        let metrics = said(&mut server.lines, "metrics on ").await;
        (server, metrics)
    }

    /// Waits until a program that was started listens.
    pub async fn started(mut child: Child) -> Self {
        let out = child.stdout.take().expect("standard output is piped");
        let mut lines = BufReader::new(out).lines();
        let address = said(&mut lines, "listening on ").await;
        Self {
            child,
            lines,
            address,
        }
    }

    /// `kill -9`, and waits until the system has taken everything back.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("the process can be killed");
    }

    /// Asks it to stop, as a service manager does, and waits; its exit status.
    pub async fn stop(self) -> i32 {
        self.ask_to_stop().await;
        self.ended().await
    }

    /// Asks it to stop, as a service manager does.
    pub async fn ask_to_stop(&self) {
        let id = self.child.id().expect("the process runs").to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().await;
        assert!(
            asked.is_ok_and(|status| status.success()),
            "kill -TERM {id}"
        );
    }

    /// Waits for its end; its exit status.
    pub async fn ended(mut self) -> i32 {
        let status = tokio::time::timeout(PATIENCE, self.child.wait())
            .await
            .expect("the server stops in time")
            .expect("the process can be waited for");
        status.code().unwrap_or(-1)
    }
}

/// The rest of the next line, which begins so.
async fn said(lines: &mut Lines<BufReader<ChildStdout>>, beginning: &str) -> String {
    let line = tokio::time::timeout(PATIENCE, lines.next_line())
        .await
        .expect("the server starts in time")
        .expect("the server can be heard")
        .expect("the server says where it listens before it ends");
    line.strip_prefix(beginning)
        .unwrap_or_else(|| panic!("the server said: {line}"))
        .to_owned()
}

impl Said {
    /// Runs a command on a store and waits for its end.
    pub async fn of(store: &Store, arguments: &[&str]) -> Self {
        Self::with(store, arguments, &[]).await
    }

    /// The same with more of an environment.
    pub async fn with(store: &Store, arguments: &[&str], more: &[(&str, &str)]) -> Self {
        let mut command = program(store);
        command.args(arguments).envs(more.iter().copied());
        Self::by(command).await
    }

    /// Runs a command of the test's making and waits for its end.
    pub async fn by(mut command: Command) -> Self {
        let running = command.output();
        let output = tokio::time::timeout(PATIENCE, running)
            .await
            .expect("the command ends in time")
            .expect("the command runs");
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The words of a command that must succeed.
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }
}

/// The permissions of a file, without its kind.
pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .permissions()
        .mode()
        & 0o777
}
