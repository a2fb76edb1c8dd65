//! Any chart as a table: every number its picture shows, one row each.
//!
//! Headings are keys, for the words are in `app/src/texts`.

use super::{
    Bars, ChartView, Distribution, Figure, Histogram, Lanes, Line, Marker, Measure, Picture,
    Regions, Row, Scatter, Split, Steps, Unit,
};

/// A chart as rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What each column holds.
    pub headings: Vec<Heading>,
    /// The rows, each as long as the headings.
    pub lines: Vec<TableLine>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct TableLine {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether n is too small to say.
    pub thin: bool,
    /// The very orders behind it.
    pub link: Option<String>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    /// What the rows are of.
    Said(String),
    /// Which series.
    Series,
    /// What is measured.
    Measure(Measure),
    /// Where a bin begins.
    From(Measure),
    /// Where it ends.
    To(Measure),
    /// Its share.
    Share,
    /// The lower end of the interval.
    Low(Unit),
    /// The upper end of the interval.
    High(Unit),
    /// How many it rests on.
    N,
    /// Whether those are too few.
    Thin,
    /// Where a lane begins.
    Origin,
    /// Where it ends.
    Destination,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A label.
    Text(String),
    /// A number.
    Number(f64, Unit),
    /// Whether n is too small to say.
    Thin(bool),
    /// Nothing is known.
    Empty,
}

impl Table {
    /// The table of a chart.
    #[must_use]
    pub fn of(chart: &ChartView) -> Self {
        let table = match &chart.picture {
            Picture::Line(line) => of_line(line),
            Picture::Bars(bars) => of_bars(bars),
            Picture::Split(split) => of_split(split),
            Picture::Distribution(distribution) => of_distribution(distribution),
            Picture::Steps(steps) => of_steps(steps),
            Picture::Scatter(scatter) => of_scatter(scatter),
            Picture::Lanes(lanes) => of_lanes(lanes),
            Picture::Regions(regions) => of_regions(regions),
        };
        table.without_idle_columns()
    }

    fn under(names: Vec<Heading>, measure: &Measure) -> Self {
        let mut headings = names;
        headings.extend([
            Heading::Measure(measure.clone()),
            Heading::Low(measure.unit.clone()),
            Heading::High(measure.unit.clone()),
            Heading::N,
            Heading::Thin,
        ]);
        Self {
            headings,
            lines: Vec::new(),
        }
    }

    fn figure(&mut self, names: Vec<Cell>, figure: &Figure, unit: &Unit) {
        let number = |value: Option<f64>| value.map_or(Cell::Empty, |value| finite(value, unit));
        let mut cells = names;
        cells.extend([
            number(figure.known()),
            number(figure.span().map(|span| span.low)),
            number(figure.span().map(|span| span.high)),
            Cell::Number(figure.n as f64, Unit::Count),
            Cell::Thin(figure.thin),
        ]);
        self.lines.push(TableLine {
            cells,
            thin: figure.thin,
            link: figure.link.clone(),
        });
    }

    /// A marker: its name, and its value in the columns it is a value of.
    fn marker(&mut self, marker: &Marker, unit: &Unit, columns: &[usize]) {
        let mut cells = vec![Cell::Empty; self.headings.len()];
        cells[0] = text(&marker.label);
        for column in columns {
            cells[*column] = finite(marker.at, unit);
        }
        self.lines.push(TableLine {
            cells,
            thin: false,
            link: None,
        });
    }

    fn rows(&mut self, rows: &[Row], series: &[String], unit: &Unit) {
        for row in rows {
            for (index, figure) in row.figures.iter().enumerate() {
                let name = series.get(index).map_or("", String::as_str);
                self.figure(vec![text(&row.label), text(name)], figure, unit);
            }
        }
    }

    /// Columns in which nothing stands say nothing.
    fn without_idle_columns(mut self) -> Self {
        let idle = |cell: &Cell| match cell {
            Cell::Text(text) => text.is_empty(),
            Cell::Number(..) => false,
            Cell::Thin(thin) => !thin,
            Cell::Empty => true,
        };
        for column in (1..self.headings.len()).rev() {
            if self.lines.iter().all(|line| idle(&line.cells[column])) {
                self.headings.remove(column);
                for line in &mut self.lines {
                    line.cells.remove(column);
                }
            }
        }
        self
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn finite(value: f64, unit: &Unit) -> Cell {
    if value.is_finite() {
        Cell::Number(value, unit.clone())
    } else {
        Cell::Empty
    }
}

fn said(name: &str) -> Heading {
    Heading::Said(name.to_owned())
}

fn of_line(line: &Line) -> Table {
    let unit = &line.measure.unit;
    let mut table = Table::under(vec![said(&line.over), Heading::Series], &line.measure);
    for series in std::iter::once(&line.now).chain(&line.before) {
        for point in &series.points {
            let names = vec![text(&point.label), text(&series.name)];
            table.figure(names, &point.figure, unit);
        }
    }
    if let Some(goal) = &line.goal {
        table.marker(goal, unit, &[2]);
    }
    table
}

fn of_bars(bars: &Bars) -> Table {
    let unit = &bars.measure.unit;
    let mut table = Table::under(vec![said(&bars.over), Heading::Series], &bars.measure);
    let series: &[String] = if bars.series.len() > 1 {
        &bars.series
    } else {
        &[]
    };
    table.rows(&bars.rows, series, unit);
    if let Some(marker) = &bars.marker {
        table.marker(marker, unit, &[2]);
    }
    table
}

fn of_split(split: &Split) -> Table {
    let mut table = Table::under(vec![said(&split.over), Heading::Series], &split.measure);
    table.rows(&split.rows, &split.parts, &split.measure.unit);
    table
}

fn of_distribution(distribution: &Distribution) -> Table {
    let across = &distribution.across;
    let mut table = Table {
        headings: vec![
            Heading::Series,
            Heading::From(across.clone()),
            Heading::To(across.clone()),
            Heading::Share,
            Heading::N,
        ],
        lines: Vec::new(),
    };
    for series in &distribution.series {
        for (index, bin) in series.bins.iter().enumerate() {
            let (from, to) = distribution.edges(index);
            let share = series.share(index);
            let cells = vec![
                text(&series.name),
                finite(from, &across.unit),
                finite(to, &across.unit),
                share.map_or(Cell::Empty, |share| finite(share, &Unit::Percent)),
                Cell::Number(bin.n as f64, Unit::Count),
            ];
            table.lines.push(TableLine {
                cells,
                thin: false,
                link: bin.link.clone(),
            });
        }
        table.lines.push(whole(distribution, series));
    }
    for marker in &distribution.markers {
        table.marker(marker, &across.unit, &[1, 2]);
    }
    table
}

/// All bins of a histogram together.
fn whole(distribution: &Distribution, series: &Histogram) -> TableLine {
    let unit = &distribution.across.unit;
    let (from, _) = distribution.edges(0);
    let (_, to) = distribution.edges(series.bins.len().saturating_sub(1));
    let all = (series.n() > 0).then_some(100.0);
    TableLine {
        cells: vec![
            text(&series.name),
            finite(from, unit),
            finite(to, unit),
            all.map_or(Cell::Empty, |all| Cell::Number(all, Unit::Percent)),
            Cell::Number(series.n() as f64, Unit::Count),
        ],
        thin: false,
        link: None,
    }
}

fn of_steps(steps: &Steps) -> Table {
    let names = vec![Heading::Series, Heading::Measure(steps.across.clone())];
    let mut table = Table::under(names, &steps.measure);
    for curve in &steps.curves {
        for spot in &curve.steps {
            let names = vec![text(&curve.name), finite(spot.across, &steps.across.unit)];
            table.figure(names, &spot.figure, &steps.measure.unit);
        }
    }
    for marker in &steps.markers {
        table.marker(marker, &steps.across.unit, &[1]);
    }
    table
}

fn of_scatter(scatter: &Scatter) -> Table {
    let names = vec![
        said(&scatter.over),
        Heading::Measure(scatter.across.clone()),
    ];
    let mut table = Table::under(names, &scatter.measure);
    for spot in &scatter.spots {
        let names = vec![text(&spot.label), finite(spot.across, &scatter.across.unit)];
        table.figure(names, &spot.figure, &scatter.measure.unit);
    }
    table
}

fn of_lanes(lanes: &Lanes) -> Table {
    let names = vec![Heading::Origin, Heading::Destination];
    let mut table = Table::under(names, &lanes.measure);
    table.rows(&lanes.origins, &lanes.destinations, &lanes.measure.unit);
    table
}

fn of_regions(regions: &Regions) -> Table {
    let mut table = Table::under(vec![said(&regions.over)], &regions.measure);
    for region in &regions.regions {
        let names = vec![text(&region.point.label)];
        table.figure(names, &region.point.figure, &regions.measure.unit);
    }
    table
}
