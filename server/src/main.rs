//! The `doorstep` program.

use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// What is logged when nothing else is said. What a start changes of the
/// database is told once, by us.
const LOGGED: &str = "info,sea_orm_migration=warn";

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("DOORSTEP_LOG").unwrap_or_else(|_| EnvFilter::new(LOGGED));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(server::log::is_coloured())
        .with_writer(server::log::lines)
        .init();
    server::cli::run().await
}
