//! The command line: what can be asked, and how it is answered.

mod check;
mod history;
mod init;
mod normalise;
mod peak;
mod promise;
mod rehearse;
mod run;
mod settings;
mod terminal;
mod webhook;

use clap::{Args, Parser, Subcommand};
use doorstep::scope::Scope;
use std::path::PathBuf;

pub use history::{History, HistoryArguments};
pub use peak::{Peak, PeakArguments};
pub use promise::{BacktestArguments, Promise};
pub use rehearse::RehearseArguments;
pub use run::{run, stopped};
pub use webhook::Webhook;

/// Exit status when the command line is wrong (`EX_USAGE`).
pub const WRONG_USAGE: u8 = 64;

/// Exit status when the configuration is wrong (`EX_CONFIG`).
pub const WRONG_CONFIG: u8 = 78;

/// Self-hosted order tracking for online shops.
#[derive(Debug, Parser)]
#[command(name = "doorstep", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// A configuration file (TOML); the environment wins over it.
    #[arg(long, global = true)]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Make a new site in an empty folder; asks for what is not said here.
    Init(InitArguments),
    /// Say what is still missing, and what to do about it.
    Check,
    /// Serve pages, webhooks and the JSON door.
    Serve,
    /// Serve a demo that plays journeys on a fast clock.
    Demo {
        /// The port to listen at; 0 for any free one.
        #[arg(long, default_value_t = 3000)]
        port: u16,
        /// Keep the data in this folder instead of a temporary one.
        #[arg(long)]
        data: Option<PathBuf>,
        /// Go on with the demo in that folder instead of starting afresh.
        #[arg(long, requires = "data")]
        keep: bool,
    },
    /// Play a whole order through for a brand, and show what its shopper sees
    /// and gets; nothing is sent, and nothing is stored.
    Rehearse(RehearseArguments),
    /// Read a carrier's payload and print it in our words, as JSON.
    Normalise {
        /// Who it is from.
        #[arg(long)]
        source: String,
        /// The payload.
        file: PathBuf,
    },
    /// What became of orders before the server knew of them.
    #[command(subcommand)]
    History(History),
    /// Dates to promise, learned from what became of earlier orders.
    #[command(subcommand)]
    Promise(Promise),
    /// Rushes of orders, planned ahead from what became of earlier ones.
    #[command(subcommand)]
    Peak(Peak),
    /// Take payload files in, as if they had been sent.
    Ingest {
        /// The connection they belong to.
        #[arg(long)]
        connection: String,
        /// What the files of a JSON connection hold: orders, shipments or scans.
        #[arg(long = "as", value_parser = ["orders", "shipments", "scans"])]
        door: Option<String>,
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Messages that could not be read.
    #[command(subcommand)]
    Quarantine(Quarantine),
    /// Brands.
    #[command(subcommand)]
    Brand(Brand),
    /// Connections to carriers and shops.
    #[command(subcommand)]
    Connection(Connection),
    /// API keys of the JSON door.
    #[command(subcommand)]
    Key(Key),
    /// Who may sign in.
    #[command(subcommand)]
    Staff(Staff),
    /// Copy the database to a new file while it is in use.
    Backup {
        /// The new file.
        file: PathBuf,
    },
    /// Put a copy in the place of the database; the server must be stopped.
    Restore {
        /// The copy.
        file: PathBuf,
    },
    /// Say where an order's page is.
    Link {
        /// The order's number, as the buyer knows it.
        number: String,
        /// Take the link back first, and make a new one.
        #[arg(long)]
        revoke: bool,
    },
    /// Forget a person: what tells of them goes, orders and figures stay.
    Forget {
        /// An order's number or id (`ord_...`), or an e-mail address.
        whom: String,
        /// Only in this brand.
        #[arg(long)]
        brand: Option<String>,
        /// Say what would be erased, and erase nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Show everything held about a person, as JSON.
    Export {
        /// An order's number or id (`ord_...`), or an e-mail address.
        whom: String,
        /// Only in this brand.
        #[arg(long)]
        brand: Option<String>,
    },
    /// What people asked for through their shops.
    #[command(subcommand)]
    Requests(Requests),
    /// Mails that wait to be sent, or were given up.
    #[command(subcommand)]
    Outbox(Outbox),
    /// Systems of your own that are told what happens.
    #[command(subcommand)]
    Webhook(Webhook),
    /// Write or text nothing more to an address or a number.
    Stop {
        /// An e-mail address, or a phone number in its international form.
        address: String,
        /// Only in this brand.
        #[arg(long)]
        brand: Option<String>,
        /// Take it back: messages go there again.
        #[arg(long)]
        lift: bool,
    },
    /// What the running server has done since its start.
    Status,
    /// Show the settings of the running server to a browser on this machine.
    Settings {
        /// The port of this machine to show them at; 0 for any free one.
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
}

/// What a new site is made of.
#[derive(Clone, Debug, Default, Args)]
pub struct InitArguments {
    /// The shop's name, as shoppers know it.
    #[arg(long)]
    pub brand: Option<String>,
    /// The host of its tracking pages ("track.acme.example").
    #[arg(long)]
    pub host: Option<String>,
    /// The shop platform ("shopify"), or json for every other.
    #[arg(long)]
    pub shop: Option<String>,
    /// Where shoppers ask.
    #[arg(long)]
    pub email: Option<String>,
    /// The secret that the platform signs with, where it gives one.
    #[arg(long)]
    pub secret: Option<String>,
    /// Where the server is to listen, as IP:PORT.
    #[arg(long)]
    pub listen: Option<String>,
}

/// Quarantine commands.
#[derive(Debug, Subcommand)]
pub enum Quarantine {
    /// List the messages.
    List,
    /// Show one.
    Show {
        /// Its id (`msg_...`).
        message: String,
    },
    /// Read one again, or all.
    Replay {
        /// Its id (`msg_...`); all when left out.
        message: Option<String>,
    },
}

/// Outbox commands.
#[derive(Debug, Subcommand)]
pub enum Outbox {
    /// List the mails, those given up first.
    List,
    /// Send one again that was given up, or all.
    Replay {
        /// What it is called, as the list says; all when left out.
        mail: Option<String>,
    },
}

/// Commands about people's requests.
#[derive(Debug, Subcommand)]
pub enum Requests {
    /// List them, newest first.
    List,
    /// Show what came of one: the export to hand over, or what was erased.
    Show {
        /// Its id (`req_...`).
        request: String,
    },
}

/// Brand commands.
#[derive(Debug, Subcommand)]
pub enum Brand {
    /// Make a brand, or change it.
    Set {
        /// The brand file (TOML).
        file: PathBuf,
    },
}

/// Connection commands.
#[derive(Debug, Subcommand)]
pub enum Connection {
    /// Make one.
    Add {
        /// Who it is to: a carrier, a shop platform, or json.
        #[arg(long)]
        source: String,
        /// What staff call it.
        #[arg(long, default_value = "")]
        name: String,
        /// A brand it serves; may be repeated. The default brand when left out.
        #[arg(long = "brand")]
        brands: Vec<String>,
        /// The platform's own secret, where it gives one. Made up otherwise.
        #[arg(long)]
        secret: Option<String>,
    },
    /// Give one a new secret; the old one is accepted for 48 hours more.
    Rotate {
        /// The connection (`con_...`).
        connection: String,
        /// The platform's own secret, where it gives one. Made up otherwise.
        #[arg(long)]
        secret: Option<String>,
    },
    /// List them.
    List,
}

fn scope(name: &str) -> Result<Scope, String> {
    let known = Scope::ALL.map(Scope::code).join(", ");
    Scope::from_code(name).ok_or_else(|| format!("use one of {known}"))
}

/// Key commands.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make one.
    Add {
        /// The connection it speaks for (`con_...`).
        connection: String,
        /// What it may be used for: ingest, orders:read, contacts:write or
        /// bounces:write; may be repeated. To send orders and scans (ingest) when left out.
        #[arg(long = "scope", value_parser = scope)]
        scopes: Vec<Scope>,
    },
    /// Revoke one.
    Revoke {
        /// Its first part (`dsk_` and 12 letters).
        key: String,
    },
}

/// Commands about those who may sign in.
#[derive(Debug, Subcommand)]
pub enum Staff {
    /// Print a link that makes the first account, while there is none.
    Setup,
    /// Invite somebody; prints the link with which they choose a password.
    Add {
        /// Their e-mail address.
        email: String,
        /// What colleagues call them.
        #[arg(long, default_value = "")]
        name: String,
        /// What they may do.
        #[arg(long, value_parser = ["rep", "manager", "admin"])]
        role: String,
        /// A brand they serve; may be repeated. All brands when left out.
        #[arg(long = "brand")]
        brands: Vec<String>,
    },
    /// Close an account: whoever is signed in with it is so no more.
    Disable {
        /// Its e-mail address.
        email: String,
    },
    /// Open a closed account again.
    Enable {
        /// Its e-mail address.
        email: String,
    },
    /// Print a link with which somebody chooses a new password.
    Reset {
        /// The account's e-mail address.
        email: String,
        /// Take the second factor away as well, once the link is used.
        #[arg(long)]
        drop_second_factor: bool,
    },
    /// List them.
    List,
}
