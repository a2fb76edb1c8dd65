//! Builds the server again when the front end that it embeds has changed.

fn main() {
    println!("cargo::rerun-if-changed=../target/site");
}
