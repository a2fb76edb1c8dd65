//! Taking mark-up out of text: entities become their characters, tags and
//! what only a browser reads go.

/// Tags that end a line or a cell where they stand; all others may stand
/// within a word.
const BREAKING: &[&str] = &[
    "br", "p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "hr", "h1", "h2", "h3", "h4",
    "script", "style",
];

/// Tags known well enough to be taken for one even when they never end.
const KNOWN: &[&str] = &[
    "a", "b", "i", "u", "em", "strong", "small", "span", "font", "sup", "sub", "img", "iframe",
    "svg", "body", "html", "head", "form", "input", "link", "meta", "object", "embed", "center",
];

/// Tags whose content is not for people.
const HIDDEN: &[&str] = &["script", "style"];

/// Replaces entities by their characters, escaped ampersands also in a chain.
/// An entity nobody knows keeps its name and loses its signs.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        while let Some(inner) = rest.strip_prefix("amp;") {
            rest = inner;
        }
        let (taken, character) = entity(rest);
        decoded.push_str(&character);
        rest = &rest[taken..];
    }
    decoded.push_str(rest);
    decoded
}

/// Reads what follows an ampersand: how much of it belongs to the entity, and
/// what it stands for.
fn entity(rest: &str) -> (usize, String) {
    let name_from = usize::from(rest.starts_with('#'));
    let name = run(&rest[name_from..], u8::is_ascii_alphanumeric);
    let digits = if name_from == 1 { digits(name) } else { "" };
    let end = name_from + if digits.is_empty() { name } else { digits }.len();
    let closed = rest.as_bytes().get(end) == Some(&b';');
    let taken = end + usize::from(closed);
    if !digits.is_empty() {
        // A number that is no character says nothing to anyone.
        return (
            taken,
            numbered(digits).map(String::from).unwrap_or_default(),
        );
    }
    if name.is_empty() || !(closed || WITHOUT_END.contains(&name)) {
        return (0, "&".to_owned());
    }
    match named(name).filter(|_| name_from == 0) {
        Some(character) => (taken, character.to_string()),
        None => (taken, format!(" {name}")),
    }
}

/// The decimal or hexadecimal number a name starts with, with its `x`.
fn digits(name: &str) -> &str {
    let Some(hex) = name.strip_prefix(['x', 'X']) else {
        return run(name, u8::is_ascii_digit);
    };
    match run(hex, u8::is_ascii_hexdigit).len() {
        0 => "",
        length => &name[..=length],
    }
}

/// The start of a text as far as its bytes fit; they must be ASCII.
fn run(text: &str, fits: fn(&u8) -> bool) -> &str {
    &text[..text
        .bytes()
        .take_while(|byte| byte.is_ascii() && fits(byte))
        .count()]
}

/// The entities that browsers accept without their semicolon and that turn
/// up so in carriers' text.
const WITHOUT_END: &[&str] = &["amp", "lt", "gt", "quot", "nbsp", "reg", "copy", "apos"];

fn numbered(digits: &str) -> Option<char> {
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    match number {
        0 => None,
        // Browsers read these as Windows' letters, and so they are meant.
        0x80..=0x9f => WINDOWS.chars().nth((number - 0x80) as usize),
        _ => char::from_u32(number),
    }
}

fn named(name: &str) -> Option<char> {
    if let Some(at) = LATIN.split(' ').position(|latin| latin == name) {
        return u32::try_from(0xa0 + at).ok().and_then(char::from_u32);
    }
    OTHERS
        .iter()
        .find(|(other, _)| *other == name || (name.len() > 1 && other.eq_ignore_ascii_case(name)))
        .map(|(_, character)| *character)
}

const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The names of U+00A0 to U+00FF, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest \
Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc \
Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN \
szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute \
icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
thorn yuml";

const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("reg", '®'),
    ("copy", '©'),
    ("trade", '™'),
    ("euro", '€'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("larr", '←'),
    ("rarr", '→'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("newline", ' '),
    ("tab", ' '),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Zcaron", 'Ž'),
    ("zcaron", 'ž'),
    ("Yuml", 'Ÿ'),
    ("ccaron", 'č'),
    ("lstrok", 'ł'),
    ("num", '#'),
    ("colon", ':'),
    ("comma", ','),
    ("period", '.'),
    ("sol", '/'),
    ("lpar", '('),
    ("rpar", ')'),
    ("semi", ';'),
    ("excl", '!'),
    ("quest", '?'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("plus", '+'),
    ("ast", '*'),
];

/// Removes tags, comments, and the content of what only a browser reads. A
/// sign that opens no tag stays.
pub(super) fn strip(text: &str) -> String {
    let mut stripped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        stripped.push_str(&rest[..at]);
        let (taken, left) = tag(&rest[at..]);
        stripped.push_str(left);
        rest = &rest[at + taken..];
    }
    stripped.push_str(rest);
    stripped.replace("]]>", " ")
}

/// Reads what starts with `<`: how much of it goes, and what stays for it.
fn tag(rest: &str) -> (usize, &'static str) {
    let inner = &rest[1..];
    if let Some(comment) = inner.strip_prefix("!--") {
        let end = comment.find("-->").map(|end| 4 + end + 3);
        return (end.unwrap_or(rest.len()), " ");
    }
    if inner
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("![CDATA["))
    {
        return (9, " ");
    }
    if !inner.starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!?".contains(sign)) {
        return (1, "<");
    }
    let opening = usize::from(inner.starts_with(['/', '!', '?']));
    let name = run(&inner[opening..], u8::is_ascii_alphanumeric).to_ascii_lowercase();
    let gap = if BREAKING.contains(&name.as_str()) {
        " "
    } else {
        ""
    };
    let whole = end_of_tag(rest).unwrap_or_else(|| broken_tag(inner, opening, &name));
    if opening == 0 && HIDDEN.contains(&name.as_str()) {
        return (whole + end_of_hidden(&rest[whole..], &name), gap);
    }
    (whole, gap)
}

/// The length of a tag that ends before another begins.
fn end_of_tag(rest: &str) -> Option<usize> {
    let end = rest[1..].find(['<', '>'])? + 1;
    (rest.as_bytes().get(end) == Some(&b'>')).then_some(end + 1)
}

/// How much of a tag without an end goes: its sign, its name when that is a
/// tag's, and its attributes when it has any.
fn broken_tag(inner: &str, opening: usize, name: &str) -> usize {
    let before_name = 1 + opening;
    if !KNOWN.contains(&name) && !BREAKING.contains(&name) {
        return before_name;
    }
    let attributes = &inner[opening + name.len()..];
    let until = attributes.find('<').unwrap_or(attributes.len());
    let first_word = attributes[..until].split_whitespace().next();
    if first_word.is_some_and(|word| word.contains('=')) {
        return before_name + name.len() + until;
    }
    before_name + name.len()
}

/// How far hidden content reaches: to its closing tag, else to the end.
fn end_of_hidden(rest: &str, name: &str) -> usize {
    let closing = format!("</{name}");
    let Some(at) = rest.to_ascii_lowercase().find(&closing) else {
        return rest.len();
    };
    let after = at + closing.len();
    rest[after..]
        .find('>')
        .map_or(rest.len(), |end| after + end + 1)
}
