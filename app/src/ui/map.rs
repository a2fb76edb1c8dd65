//! A parcel's way over a picture of the world, and the same in words.
//!
//! Places are in percent and sizes in pixels: names and marks stay as large
//! on a phone. Each mark keeps its element from update to update, so that
//! style can move it where the parcel moved.

use doorstep::view::map::{MapLabel, MapPoint, MapView, Room, Side};
use leptos::prelude::*;

/// Draws a map. The words are under it for eyes and on it for ears.
pub fn map(map: &MapView) -> impl IntoView + use<> {
    let labels: Vec<_> = map.labels.iter().map(label).collect();
    let newest = map
        .newest
        .map(|at| ["pulse", "newest"].map(|class| circle(class, at)));
    view! {
        <figure class="map" data-part="map">
            <svg role="img" aria-label=map.words.clone()>
                <image href=map.picture.clone() width="100%" height="100%"></image>
                <svg viewBox="0 0 1000 1000" preserveAspectRatio="none">
                    {path("ahead", &map.ahead)}
                    {path("travelled", &map.travelled)}
                    {path("stops", &map.stops)}
                </svg>
                {map.destination.map(|at| circle("destination", at))}
                {newest}
                {labels}
            </svg>
            <figcaption aria-hidden="true">{map.words.clone()}</figcaption>
        </figure>
    }
}

fn path(class: &'static str, data: &str) -> impl IntoView + use<> {
    view! { <path class=class d=data.to_owned()></path> }
}

fn circle(class: &'static str, at: MapPoint) -> impl IntoView + use<> {
    view! { <circle class=class cx=percent(at.x) cy=percent(at.y)></circle> }
}

fn label(label: &MapLabel) -> impl IntoView + use<> {
    let side = match label.side {
        Side::Right => "right",
        Side::Left => "left",
        Side::Above => "above",
        Side::Below => "below",
    };
    let room = match label.room {
        Room::Phone => "phone",
        Room::Wide => "wide",
    };
    view! {
        <text x=percent(label.at.x) y=percent(label.at.y) data-side=side data-room=room>
            {label.text.clone()}
        </text>
    }
}

fn percent(thousandths: u16) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> MapView {
        MapView {
            picture: "/map/1_-86_50_16".into(),
            travelled: "M188 500L574 452".into(),
            ahead: "M574 452L752 440".into(),
            stops: "M188 500h0".into(),
            newest: Some(MapPoint { x: 574, y: 452 }),
            destination: Some(MapPoint { x: 752, y: 5 }),
            labels: vec![MapLabel {
                at: MapPoint { x: 574, y: 452 },
                text: "Harrisburg <b>&amp;".into(),
                side: Side::Above,
                room: Room::Phone,
            }],
            words: "Columbus, OH to Brooklyn, NY. Newest: Harrisburg, PA.".into(),
        }
    }

    fn html(view: &MapView) -> String {
        Owner::new().with(|| map(view).to_html())
    }

    #[test]
    fn the_way_is_drawn_and_said() {
        let html = html(&sample());
        for part in [
            r#"role="img""#,
            r#"aria-label="Columbus, OH to Brooklyn, NY. Newest: Harrisburg, PA.""#,
            r#"href="/map/1_-86_50_16""#,
            r#"d="M188 500L574 452" class="travelled""#,
            r#"cx="57.4%" cy="45.2%" class="newest""#,
            r#"cx="75.2%" cy="0.5%" class="destination""#,
            r#"data-side="above" data-room="phone">Harrisburg &lt;b&gt;&amp;amp;</text>"#,
        ] {
            assert_eq!(html.matches(part).count(), 1, "{part} in {html}");
        }
        assert!(!html.contains("style="), "{html}");
    }

    #[test]
    fn before_the_first_scan_no_place_is_marked() {
        let before = MapView {
            newest: None,
            labels: Vec::new(),
            ..sample()
        };
        let html = html(&before);
        assert!(
            !html.contains("newest") && !html.contains("pulse"),
            "{html}"
        );
        assert!(html.contains("destination"), "{html}");
    }
}
