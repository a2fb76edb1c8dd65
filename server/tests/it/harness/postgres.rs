//! A private PostgreSQL cluster: made at the first test that asks, with its
//! own data, socket and port, and gone with this process, be it killed.
//!
//! A small shell makes the cluster, waits for the end of its standard input,
//! which the system closes when this process ends however it ends, and then
//! stops and removes it. PostgreSQL refuses root, so under root the shell runs
//! as the user `postgres`.

use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

const KEEPER: &str = r#"
trap '' INT TERM HUP
folder=$(mktemp -d /tmp/doorstep-postgres-XXXXXX) || exit 1
cd "$folder" || exit 1
gone() { rm -rf "$folder"; }
failed() { cat "$folder"/*.log >&2; gone; exit 1; }
umask 077
echo "$2" >"$folder/password"
"$1/initdb" -D "$folder/data" -U doorstep --pwfile="$folder/password" --auth=scram-sha-256 \
    --locale=C.UTF-8 --encoding=UTF8 >"$folder/initdb.log" 2>&1 || failed
"$1/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 120 start \
    -o "-p $3 -k $folder -c listen_addresses=127.0.0.1 -c max_connections=400" \
    </dev/null >"$folder/start.log" 2>&1 || failed
echo ready
cat >/dev/null
"$1/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
gone
"#;

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

struct Cluster {
    port: u16,
    password: String,
    /// Held open as long as this process lives; never written to.
    _alive: Mutex<(Child, ChildStdin)>,
}

/// The URL of a fresh, empty database.
pub async fn fresh_database() -> String {
    let cluster = tokio::task::spawn_blocking(|| CLUSTER.get_or_init(start))
        .await
        .expect("the private PostgreSQL starts");
    let name = format!("flow_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let mut options = ConnectOptions::new(cluster.url("postgres"));
    options.max_connections(1).sqlx_logging(false);
    let database = Database::connect(options)
        .await
        .expect("the private PostgreSQL answers");
    database
        .execute_unprepared(&format!("create database {name}"))
        .await
        .expect("a database can be made");
    database.close().await.expect("a connection can be closed");
    cluster.url(&name)
}

impl Cluster {
    fn url(&self, database: &str) -> String {
        let Self { port, password, .. } = self;
        format!("postgres://doorstep:{password}@127.0.0.1:{port}/{database}")
    }
}

/// Starts one; another program may take its port before it does, and it tries
/// another one then.
fn start() -> Cluster {
    for _ in 0..4 {
        match try_start() {
            Ok(cluster) => return cluster,
            Err(why) if why.contains("already in use") => {}
            Err(why) => panic!("the private PostgreSQL did not start:\n{why}"),
        }
    }
    panic!("every port that was free was taken before PostgreSQL listened at it")
}

/// Starts it, or says what its log says.
fn try_start() -> Result<Cluster, String> {
    assert!(
        Path::new(PROGRAMS).join("initdb").exists(),
        "PostgreSQL 15 is not installed ({PROGRAMS}/initdb is missing): \
         install Debian's package, `apt-get install postgresql-15`"
    );
    let password = server::site::random_secret();
    let port = free_port();
    let mut keeper = keeper(&password, port)
        .spawn()
        .expect("the shell that keeps PostgreSQL starts");
    let alive = keeper.stdin.take().expect("standard input is piped");
    let mut said = String::new();
    if let Some(out) = keeper.stdout.take() {
        BufReader::new(out)
            .read_line(&mut said)
            .expect("the keeper can be heard");
    }
    if said != "ready\n" {
        let mut why = String::new();
        if let Some(mut error) = keeper.stderr.take() {
            let _ = error.read_to_string(&mut why);
        }
        // It has ended, for it says nothing more.
        let _ = keeper.wait();
        return Err(why);
    }
    Ok(Cluster {
        port,
        password,
        _alive: Mutex::new((keeper, alive)),
    })
}

fn keeper(password: &str, port: u16) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args([
            "--reuid=postgres",
            "--regid=postgres",
            "--init-groups",
            "sh",
        ]);
        command
    } else {
        Command::new("sh")
    };
    command
        .args(["-c", KEEPER, "sh", PROGRAMS, password, &port.to_string()])
        .current_dir("/")
        // Its own group: Ctrl-C reaches this process, and the keeper tidies up.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("the system gives a free port")
        .port()
}
