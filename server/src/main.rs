//! The `doorstep` program.

use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::builder()
        .with_env_var("DOORSTEP_LOG")
        .with_default_directive(tracing::Level::INFO.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    #[allow(
        clippy::disallowed_methods,
        reason = "the command line is read once, here"
    )]
    let arguments = std::env::args_os();
    server::cli::run(arguments).await
}
