//! What is random in an answer. A test that looks for words nobody may read
//! takes it out first: random letters may spell any short word.

/// A page without the nonces of its content security policy.
pub fn without_nonces(page: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let rest = part.split_once('"').map_or("", |(_, rest)| rest);
        text + rest
    })
}

/// A text without the tokens that these links end with.
pub fn without_tokens(text: &str, links: &[&str]) -> String {
    links.iter().fold(text.to_owned(), |text, link| {
        let token = link.rsplit('/').next().unwrap_or(link);
        assert!(token.len() > 8, "{link} ends with no token");
        text.replace(token, "")
    })
}
