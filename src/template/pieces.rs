//! A line of a template in pieces: words, and what it asks for in double
//! braces. Replies and notices are written in the same way.

/// Something a template may ask for.
pub(crate) trait Ask: Copy + PartialEq {
    /// The one of a name.
    fn named(name: &str) -> Option<Self>;
}

/// What to do where a fact is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Absence<'a> {
    /// Nothing is written for that.
    IsSaid,
    /// Other words are said.
    Instead(&'a str),
    /// The line is left out.
    LineGoes,
}

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a, P> {
    /// Words.
    Text(&'a str),
    /// What is asked for.
    Fact {
        /// Which fact.
        placeholder: P,
        /// What to do without it.
        absence: Absence<'a>,
        /// As it is written.
        written: &'a str,
    },
}

/// Why a line cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable<'a> {
    /// Nothing has that name.
    Name(&'a str),
    /// Braces do not come in pairs.
    Braces,
}

/// A line that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filled<P> {
    /// The line; what nobody knows stands in it as it is asked for.
    pub(crate) text: String,
    /// What nobody knows.
    pub(crate) lacks: Vec<P>,
}

/// Reads a line.
pub(crate) fn read<P: Ask>(line: &str) -> Result<Vec<Piece<'_, P>>, Unreadable<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find("{{") {
        let (before, after) = rest.split_at(open);
        let close = after.find("}}").ok_or(Unreadable::Braces)?;
        let (written, behind) = after.split_at(close + 2);
        pieces.push(plain(before)?);
        pieces.push(fact(written)?);
        rest = behind;
    }
    pieces.push(plain(rest)?);
    Ok(pieces)
}

fn plain<P>(text: &str) -> Result<Piece<'_, P>, Unreadable<'_>> {
    if text.contains("}}") {
        return Err(Unreadable::Braces);
    }
    Ok(Piece::Text(text))
}

fn fact<P: Ask>(written: &str) -> Result<Piece<'_, P>, Unreadable<'_>> {
    let inside = written.trim_start_matches("{{").trim_end_matches("}}");
    if inside.contains(['{', '}']) {
        return Err(Unreadable::Braces);
    }
    let (name, absence) = match (inside.split_once('|'), inside.trim().strip_suffix('?')) {
        (Some((name, instead)), _) => (name, Absence::Instead(instead.trim())),
        (None, Some(name)) => (name, Absence::LineGoes),
        (None, None) => (inside, Absence::IsSaid),
    };
    let name = name.trim();
    let placeholder = P::named(name).ok_or(Unreadable::Name(name))?;
    Ok(Piece::Fact {
        placeholder,
        absence,
        written,
    })
}

/// Fills a line in; `None` where it goes.
pub(crate) fn filled<'a, P: Ask>(
    pieces: &[Piece<'_, P>],
    known: impl Fn(P) -> Option<&'a str>,
) -> Option<Filled<P>> {
    let mut text = String::new();
    let mut lacks = Vec::new();
    for piece in pieces {
        match *piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Fact {
                placeholder,
                absence,
                written,
            } => match (known(placeholder), absence) {
                (Some(fact), _) => text.push_str(fact),
                (None, Absence::Instead(words)) => text.push_str(words),
                (None, Absence::LineGoes) => return None,
                (None, Absence::IsSaid) => {
                    text.push_str(written);
                    lacks.push(placeholder);
                }
            },
        }
    }
    Some(Filled {
        text: text.trim_end().to_owned(),
        lacks,
    })
}
