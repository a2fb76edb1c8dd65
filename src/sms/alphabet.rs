//! The letters of GSM 03.38, and their nearest ones for those it lacks.

/// The basic table, without the escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The extension table: an escape before each.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// Near letters, each before those it stands for.
const NEAR: &[(&str, &str)] = &[
    ("a", "áâãāăą"),
    ("A", "ÁÀÂÃĀĂĄ"),
    ("c", "çćčĉ"),
    ("C", "ĆČĈ"),
    ("d", "ďđð"),
    ("D", "ĎĐÐ"),
    ("e", "êëēęě"),
    ("E", "ÈÊËĒĘĚ"),
    ("g", "ğģ"),
    ("G", "ĞĢ"),
    ("i", "íîïīıį"),
    ("I", "ÍÌÎÏĪİĮ"),
    ("k", "ķ"),
    ("K", "Ķ"),
    ("l", "łĺľļ"),
    ("L", "ŁĹĽĻ"),
    ("n", "ńňņ"),
    ("N", "ŃŇŅ"),
    ("o", "óôõōő"),
    ("O", "ÓÒÔÕŌŐ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("r", "řŕ"),
    ("R", "ŘŔ"),
    ("s", "śšşș"),
    ("S", "ŚŠŞȘẞ"),
    ("t", "ťţț"),
    ("T", "ŤŢȚ"),
    ("th", "þ"),
    ("Th", "Þ"),
    ("u", "úûūůűų"),
    ("U", "ÚÙÛŪŮŰŲ"),
    ("y", "ýÿ"),
    ("Y", "ÝŸ"),
    ("z", "źżž"),
    ("Z", "ŹŻŽ"),
    ("'", "’‘‚´`"),
    ("\"", "“”„«»"),
    ("-", "–—‑−"),
    ("...", "…"),
    (".", "•·"),
    (" ", "\u{a0}\u{202f}\u{2009}\t"),
];

/// How many septets a letter takes; `None` when GSM 03.38 has it not.
pub fn septets(letter: char) -> Option<usize> {
    if BASIC.contains(letter) {
        return Some(1);
    }
    EXTENSION.contains(letter).then_some(2)
}

/// The nearest letters GSM 03.38 has; empty where there are none.
pub fn plain(letter: char) -> &'static str {
    let near = NEAR.iter().find(|(_, letters)| letters.contains(letter));
    near.map_or("", |(plain, _)| plain)
}
