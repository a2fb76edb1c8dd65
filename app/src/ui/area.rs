//! What stands in a text area. The drawing library puts it there as it is, and
//! a text that closes the area would go on as a page of its own.

/// A text that can stand between the tags of a text area, whatever it says.
/// Its first line break would be swallowed, so one goes before it.
#[must_use]
pub fn within_area(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    safe.push('\n');
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::*;

    #[test]
    fn no_text_leaves_its_area() {
        let owner = Owner::new();
        let hostile = "\n</textarea><script>alert(1)</script>&lt;";
        let html = owner.with(|| view! { <textarea>{within_area(hostile)}</textarea> }.to_html());
        assert_eq!(
            html,
            "<textarea>\n\n&lt;/textarea>&lt;script>alert(1)&lt;/script>&amp;lt;</textarea>"
        );
    }
}
