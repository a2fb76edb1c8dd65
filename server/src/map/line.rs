//! Lines cut to a window, and made of no more points than can be seen.

/// A point in the units of a picture.
pub type Dot = [f64; 2];

/// The edges of a window: the lowest and the highest values.
pub type Window = [Dot; 2];

/// The part of a ring inside a window, edge by edge (Sutherland and Hodgman).
/// Where the ring leaves the window it follows the edge, which therefore has
/// to lie out of sight.
pub fn ring_within(ring: &[Dot], window: &Window) -> Vec<Dot> {
    let mut held = ring.to_vec();
    for (axis, limit, sign) in edges(window) {
        let inside = |dot: &Dot| sign * (dot[axis] - limit) <= 0.0;
        let mut kept = Vec::with_capacity(held.len());
        for (index, dot) in held.iter().enumerate() {
            let before = &held[index.checked_sub(1).unwrap_or(held.len() - 1)];
            if inside(before) != inside(dot) {
                kept.push(crossing(before, dot, axis, limit));
            }
            if inside(dot) {
                kept.push(*dot);
            }
        }
        held = kept;
    }
    held
}

/// The parts of a line inside a window.
pub fn line_within(line: &[Dot], window: &Window) -> Vec<Vec<Dot>> {
    let mut parts: Vec<Vec<Dot>> = Vec::new();
    for ends in line.windows(2) {
        let Some((from, to)) = leg_within(ends[0], ends[1], window) else {
            continue;
        };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    parts
}

fn leg_within(from: Dot, to: Dot, window: &Window) -> Option<(Dot, Dot)> {
    let (mut from, mut to) = (from, to);
    for (axis, limit, sign) in edges(window) {
        let inside = |dot: &Dot| sign * (dot[axis] - limit) <= 0.0;
        match (inside(&from), inside(&to)) {
            (true, true) => {}
            (true, false) => to = crossing(&from, &to, axis, limit),
            (false, true) => from = crossing(&from, &to, axis, limit),
            (false, false) => return None,
        }
    }
    Some((from, to))
}

/// The four edges: which axis, where, and on which side is outside.
const fn edges(window: &Window) -> [(usize, f64, f64); 4] {
    let [[left, top], [right, bottom]] = *window;
    [
        (0, left, -1.0),
        (0, right, 1.0),
        (1, top, -1.0),
        (1, bottom, 1.0),
    ]
}

fn crossing(from: &Dot, to: &Dot, axis: usize, limit: f64) -> Dot {
    let share = (limit - from[axis]) / (to[axis] - from[axis]);
    let mut dot = [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]));
    dot[axis] = limit;
    dot
}

/// The line with every point left out that lies within the tolerance of the
/// line without it (Douglas and Peucker).
pub fn decimated(line: &[Dot], tolerance: f64) -> Vec<Dot> {
    let Some(last) = line.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut keep = vec![false; line.len()];
    keep[0] = true;
    keep[last] = true;
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let farthest = (from + 1..to)
            .map(|at| (at, distance(&line[at], &line[from], &line[to])))
            .max_by(|(_, one), (_, other)| one.total_cmp(other))
            .filter(|(_, away)| *away > tolerance);
        if let Some((at, _)) = farthest {
            keep[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    let kept = line.iter().zip(keep);
    kept.filter_map(|(dot, keep)| keep.then_some(*dot))
        .collect()
}

fn distance(dot: &Dot, from: &Dot, to: &Dot) -> f64 {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((dot[0] - from[0]) * dx + (dot[1] - from[1]) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (dot[0] - from[0] - along * dx).hypot(dot[1] - from[1] - along * dy)
}

/// The area of a ring, whichever way it turns.
pub fn area(ring: &[Dot]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring
        .iter()
        .zip(next)
        .map(|(one, other)| one[0] * other[1] - other[0] * one[1])
        .sum();
    twice.abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Window = [[0.0, 0.0], [10.0, 10.0]];

    #[test]
    fn a_ring_is_cut_along_the_edges() {
        let ring = [[-5.0, 2.0], [5.0, 2.0], [5.0, 8.0], [-5.0, 8.0]];
        let held = ring_within(&ring, &WINDOW);
        assert!((area(&held) - 30.0).abs() < 1e-9, "{held:?}");
        assert!(ring_within(&[[20.0, 20.0], [30.0, 20.0], [30.0, 30.0]], &WINDOW).is_empty());
        assert!(ring_within(&[], &WINDOW).is_empty());
        // What holds the window fills it.
        let around = [[-9.0, -9.0], [99.0, -9.0], [99.0, 99.0], [-9.0, 99.0]];
        assert!((area(&ring_within(&around, &WINDOW)) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn a_line_falls_into_the_parts_that_are_seen() {
        let line = [
            [-5.0, 5.0],
            [5.0, 5.0],
            [5.0, 15.0],
            [8.0, 15.0],
            [8.0, 5.0],
        ];
        let parts = line_within(&line, &WINDOW);
        assert_eq!(
            parts,
            [
                vec![[0.0, 5.0], [5.0, 5.0], [5.0, 10.0]],
                vec![[8.0, 10.0], [8.0, 5.0]],
            ]
        );
        // Passing by a corner is not passing through.
        assert!(line_within(&[[-5.0, 8.0], [3.0, 16.0]], &WINDOW).is_empty());
    }

    #[test]
    fn only_points_that_show_are_kept() {
        let line = [[0.0, 0.0], [1.0, 0.1], [2.0, 0.0], [2.0, 5.0]];
        assert_eq!(decimated(&line, 0.5), [[0.0, 0.0], [2.0, 0.0], [2.0, 5.0]]);
        assert_eq!(decimated(&line, 0.01), line);
        assert!(decimated(&[], 1.0).is_empty());
    }

    #[test]
    fn a_closed_ring_does_not_collapse() {
        let ring = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];
        assert_eq!(decimated(&ring, 1.0), ring);
    }
}
