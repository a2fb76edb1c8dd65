use super::*;
use chrono::TimeZone;

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, day, hour, 0, 0).unwrap()
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    order: i64,
    kind: Kind,
    due: DateTime<Utc>,
    id: i64,
    owner: Option<&'static str>,
}

const ME: &str = "stf_me";

impl Row {
    fn place(&self) -> Place {
        Place::new(self.kind, self.due, self.order, self.id)
    }

    fn owner(&self) -> Owner<'_> {
        match self.owner {
            None => Owner::Nobody,
            Some(ME) => Owner::Me,
            Some(id) => Owner::Colleague(id),
        }
    }
}

fn flag(order: i64, flag: Flag, day: u32) -> Row {
    Row {
        order,
        kind: Kind::Flag(flag),
        due: at(day, 12),
        id: order * 10 + i64::from(flag as u8),
        owner: None,
    }
}

fn contact(order: i64, topic: Topic, day: u32) -> Row {
    Row {
        order,
        kind: Kind::Contact(topic),
        due: at(day, 12),
        id: order,
        owner: None,
    }
}

/// Folds and says what stands where: the order of each entry, and how many
/// rows are folded under it.
fn check(rows: &[Row], filter: &Filter, wanted: &[(i64, usize)]) {
    for turn in 0..rows.len().max(1) {
        let mut rows = rows.to_vec();
        rows.rotate_left(turn);
        let folded = fold(
            rows,
            |row| row.order,
            Row::place,
            |row| filter.leads(row.kind, row.owner()),
        );
        let said: Vec<(i64, usize)> = folded
            .iter()
            .map(|entry| (entry.lead.order, entry.rest.len()))
            .collect();
        assert_eq!(said, wanted, "turned by {turn}");
    }
}

#[test]
fn the_worse_trouble_comes_first_and_within_it_what_is_due_first() {
    let rows = [
        flag(1, Flag::Stuck, 1),
        flag(2, Flag::Lost, 9),
        flag(3, Flag::Lost, 8),
        flag(4, Flag::Contradiction, 1),
        flag(5, Flag::PromiseMissed, 2),
    ];
    let all = Filter::default();
    check(&rows, &all, &[(3, 0), (2, 0), (1, 0), (5, 0), (4, 0)]);
}

#[test]
fn a_contact_stands_with_the_flag_of_the_same_trouble() {
    let all = Filter::default();
    let rows = [
        flag(1, Flag::Damaged, 5),
        contact(2, Topic::Damaged, 4),
        contact(3, Topic::WrongContents, 6),
        flag(4, Flag::DeliveredNotReceived, 3),
        contact(5, Topic::NotReceived, 2),
        contact(6, Topic::WhereIsIt, 1),
        flag(7, Flag::Stuck, 1),
    ];
    let wanted = [2, 1, 3, 5, 4, 6, 7].map(|order| (order, 0));
    check(&rows, &all, &wanted);
    // Due at the same moment: the person before the rule.
    let rows = [flag(1, Flag::Damaged, 5), contact(2, Topic::Damaged, 5)];
    check(&rows, &all, &[(2, 0), (1, 0)]);
}

#[test]
fn an_order_stands_once_by_its_worst_row() {
    let rows = [
        flag(1, Flag::Stuck, 1),
        flag(1, Flag::PromiseMissed, 1),
        flag(2, Flag::Lost, 5),
        contact(2, Topic::WhereIsIt, 1),
        flag(2, Flag::Stuck, 1),
        flag(3, Flag::Exception, 2),
    ];
    check(&rows, &Filter::default(), &[(2, 2), (3, 0), (1, 1)]);
}

#[test]
fn a_filter_chooses_which_row_stands_for_its_order() {
    let mine = |row: Row| Row {
        owner: Some(ME),
        ..row
    };
    let theirs = |row: Row| Row {
        owner: Some("stf_grace"),
        ..row
    };
    let rows = [
        flag(1, Flag::Lost, 1),
        mine(flag(1, Flag::PromiseMissed, 1)),
        mine(flag(2, Flag::Stuck, 1)),
        theirs(flag(3, Flag::Lost, 1)),
        contact(3, Topic::WhereIsIt, 1),
    ];
    let show = |show| Filter {
        show,
        ..Filter::default()
    };
    check(&rows, &show(Show::Mine), &[(2, 0), (1, 1)]);
    check(&rows, &show(Show::Unowned), &[(1, 1), (3, 1)]);
    let grace = Filter {
        owner: Some("stf_grace".to_owned()),
        ..Filter::default()
    };
    check(&rows, &grace, &[(3, 1)]);
    let what = |what| Filter {
        what: Some(what),
        ..Filter::default()
    };
    check(&rows, &what(What::Contacts), &[(3, 1)]);
    check(&rows, &what(What::Flag(Flag::Stuck)), &[(2, 0)]);
    check(&rows, &what(What::Flag(Flag::Damaged)), &[]);
}

#[test]
fn a_filter_reads_back_from_its_address() {
    let filter = Filter {
        show: Show::Snoozed,
        what: Some(What::Flag(Flag::NoFirstScan)),
        brand: Some("juniper".to_owned()),
        owner: Some("stf_0abc".to_owned()),
        page: 2,
    };
    let address = "?show=snoozed&kind=no_first_scan&brand=juniper&owner=stf_0abc&page=3";
    assert_eq!(filter.query(), address);
    let fields = filter.fields();
    let find = |name: &str| fields.iter().find(|(known, _)| *known == name);
    let read = Filter::read(|name| find(name).map(|(_, value)| value.as_str()));
    assert_eq!(read, filter);
    assert_eq!(Filter::default().query(), "");
    assert_eq!(
        filter
            .with(|filter| filter.what = Some(What::Contacts))
            .query(),
        "?show=snoozed&kind=contacts&brand=juniper&owner=stf_0abc"
    );
}

#[test]
fn what_an_address_cannot_mean_is_left_out() {
    let read = |name: &'static str, value: &'static str| {
        Filter::read(|asked| (asked == name).then_some(value))
    };
    for (name, value) in [
        ("show", "everything"),
        ("kind", "sad"),
        ("brand", "a&b=c"),
        ("brand", ""),
        ("owner", "ada@example.com"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "x"),
    ] {
        assert_eq!(read(name, value), Filter::default(), "{name}={value}");
    }
    assert_eq!(read("page", "4294967295").page, 9_999);
}

#[test]
fn a_row_is_put_off_until_a_morning() {
    let now = at(14, 22).naive_utc();
    let check = |choice: &str, day: &str, wanted: &str| {
        let later = Later::read(choice, day).map(|later| later.from_clock(now).to_string());
        assert_eq!(later.as_deref(), Some(wanted), "{choice} {day}");
    };
    check("hour", "", "2026-05-14 23:00:00");
    check("tomorrow", "", "2026-05-15 09:00:00");
    check("three-days", "", "2026-05-17 09:00:00");
    check("day", "2026-06-01", "2026-06-01 09:00:00");
    assert_eq!(Later::read("day", "soon"), None);
    assert_eq!(Later::read("", "2026-06-01"), None);
}

#[test]
fn acts_read_back() {
    for act in Act::ALL {
        assert_eq!(Act::from_code(act.code()), Some(act));
    }
    assert_eq!(Act::from_code(""), None);
}
