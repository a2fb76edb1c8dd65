//! What the Spanish texts say of days, hours and counts, word for word.

use super::SPANISH as Spanish;
use crate::texts::tests::{at, day, every_state, hours, time, window};
use crate::texts::{
    BrandTexts, CalendarEntry, Freshness, Headline, Hearing, MapWords, ReportTexts, ShopperTexts,
};
use chrono::{Duration, NaiveDate};
use doorstep::answers::Act;
use doorstep::brand::{Given, named, read};
use doorstep::contact::{State, Topic};
use doorstep::reading::Estimate;
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::window::Window;

#[test]
fn every_state_in_three_answers() {
    insta::assert_snapshot!(every_state(&Spanish));
}

fn check(window: &Window, status: Status, expected: &str) {
    assert_eq!(Spanish.window(window, status, day(5, 12)), expected);
}

#[test]
fn windows_are_said_as_exactly_as_they_are_known() {
    let thursday = day(5, 14);
    let moving = Status::InTransit;
    let one_day = window(Estimate::day(thursday), None, None);
    check(&one_day, moving, "Llega: jueves 14 de mayo");
    check(&one_day, Status::Packed, "Previsto: jueves 14 de mayo");
    let span = window(hours(thursday, Some(time(10, 0)), time(14, 0)), None, None);
    check(&span, moving, "Llega: jueves 14 de mayo, 10:00-14:00");
    let range = window(
        Estimate {
            to: day(5, 16),
            ..Estimate::day(thursday)
        },
        None,
        None,
    );
    check(&range, moving, "Llega: jueves 14 a sábado 16 de mayo");
    let today = window(hours(day(5, 12), None, time(20, 0)), None, None);
    check(
        &today,
        Status::OutForDelivery,
        "Llega: hoy, martes 12 de mayo, antes de las 20:00",
    );
    let tomorrow = window(Estimate::day(day(5, 13)), None, None);
    check(&tomorrow, moving, "Llega: mañana, miércoles 13 de mayo");
    let moved = window(
        Estimate::day(thursday),
        Some(Estimate::day(day(5, 12))),
        Some(Reason::Weather),
    );
    check(
        &moved,
        moving,
        "Previsto: jueves 14 de mayo (antes martes: mal tiempo)",
    );
    let missed = Window::Missed {
        estimate: Estimate::day(day(5, 1)),
        source: PromiseSource::Shop,
        reason: Some(Reason::Weather),
    };
    check(
        &missed,
        Status::Exception,
        "Lo esperábamos el viernes 1 de mayo. Va con retraso: mal tiempo. Aún no hay nueva fecha.",
    );
}

#[test]
fn days_and_clocks_are_written_the_spanish_way() {
    let christmas = NaiveDate::from_ymd_opt(2025, 12, 24).unwrap();
    assert_eq!(
        Spanish.date(christmas, day(1, 2)),
        "miércoles 24 de diciembre",
        "it was last week"
    );
    assert_eq!(
        Spanish.date(christmas, day(7, 1)),
        "miércoles 24 de diciembre de 2025"
    );
    assert_eq!(
        Spanish.placed(christmas),
        "Pedido el 24 de diciembre de 2025"
    );
    let said = |precision| Spanish.moment(at(day(3, 1), 9, 5), precision, day(5, 14));
    assert_eq!(said(Precision::Minute), "domingo 1 de marzo, 09:05");
    assert_eq!(said(Precision::Date), "domingo 1 de marzo");
    let short = Spanish.short_moment(at(day(5, 14), 14, 5), Precision::Minute, day(5, 12));
    assert_eq!(short, "jue 14 may, 14:05");
    assert_eq!(
        Spanish.pickup_until(day(5, 21), day(5, 12)),
        "Recójalo a más tardar el jueves 21 de mayo"
    );
}

#[test]
fn counts_have_their_plurals() {
    let ago = |seconds| Spanish.ago(Duration::seconds(seconds));
    assert_eq!(ago(-30), "ahora mismo");
    assert_eq!(ago(60), "hace 1 minuto");
    assert_eq!(ago(12 * 60 + 5), "hace 12 minutos");
    assert_eq!(ago(3600), "hace 1 hora");
    assert_eq!(ago(47 * 3600), "hace 1 día");
    assert_eq!(ago(10 * 86400), "hace 10 días");
    assert_eq!(super::ways::wait(1), "1 segundo");
    assert_eq!(super::ways::wait(121), "3 minutos");
    assert_eq!(super::ways::wait(7_201), "3 horas");
    use Status as S;
    let parcels = |parcels: &[Status]| Spanish.order_headline(parcels);
    assert_eq!(
        parcels(&[S::Delivered, S::Delivered]),
        "Ambos paquetes entregados"
    );
    assert_eq!(parcels(&[S::InTransit; 3]), "Los 3 paquetes en camino");
    assert_eq!(
        parcels(&[S::Delivered, S::InTransit, S::InTransit]),
        "3 paquetes: 1 entregado, 2 en camino"
    );
    assert_eq!(
        Spanish.parcel_heading(Direction::Outbound, 1, 2),
        "Paquete 1 de 2"
    );
}

#[test]
fn the_carrier_joins_its_preposition() {
    let heard = |carrier| {
        Spanish.freshness(
            &Freshness::Heard {
                carrier,
                at: at(day(5, 12), 14, 5),
                ago: Duration::minutes(12),
                hearing: Hearing::Pushed,
            },
            day(5, 12),
        )
    };
    assert_eq!(
        heard(Some("UPS")),
        "Última noticia de UPS: hace 12 minutos (14:05); sabremos al momento del próximo escaneo."
    );
    assert!(heard(None).starts_with("Última noticia del transportista"));
    let access = Act::Resolve(Reason::Access);
    assert_eq!(
        Spanish.act(access, None),
        "Diga al transportista cómo llegar, o elija un punto de recogida."
    );
    let of = |carrier| {
        Spanish.headline(&Headline {
            status: Status::LabelCreated,
            reason: None,
            direction: Direction::Outbound,
            carrier,
        })
    };
    assert_eq!(of(Some("UPS")), "Etiqueta hecha, espera a UPS");
    assert_eq!(of(None), "Etiqueta hecha, espera al transportista");
}

#[test]
fn what_leaves_the_page_says_little() {
    let words = MapWords {
        from: Some("Sevilla"),
        to: Some("Madrid"),
        newest: Some("Toledo"),
    };
    assert_eq!(
        Spanish.map_words(&words),
        "De Sevilla a Madrid. Lo último: Toledo."
    );
    let entry = CalendarEntry {
        brand: "Harbour & Pine",
        which: None,
        by: Some(time(14, 0)),
    };
    assert_eq!(
        Spanish.calendar_title(&entry),
        "Paquete de Harbour & Pine, antes de las 14:00"
    );
    assert_eq!(
        Spanish.share("Entregado", "jueves 14 de mayo, 14:05"),
        "Mi paquete: Entregado. Jueves 14 de mayo, 14:05."
    );
    let told = Spanish.told_on("jueves 14 de mayo", Topic::Damaged, "K7P2", State::Received);
    assert_eq!(
        told,
        "Jueves 14 de mayo: Está dañado. K7P2: la tienda lo tiene."
    );
}

#[test]
fn hours_and_closures_are_spanish() {
    let mut given: Given = named("acme", "Acme");
    for (key, value) in [
        ("zone", "America/Mexico_City"),
        ("support.hours.monday", "9-17"),
        ("support.hours.tuesday", "9-17"),
        ("support.hours.saturday", "10-14:30"),
        ("shipping.handling_days", "1"),
        ("shipping.closures", "2026-12-24 to 2026-12-26: Navidad"),
    ] {
        given.insert(key.into(), value.into());
    }
    let (brand, problems) = read(&given);
    assert_eq!(problems, []);
    assert_eq!(
        Spanish.hours(&brand.support),
        [
            "lun-mar 9:00-17:00",
            "sáb 10:00-14:30 (hora de Mexico City)"
        ]
    );
    assert_eq!(
        Spanish.packing(&brand.shipping, day(12, 20)).unwrap(),
        "Se suele preparar en 1 día laborable. Cerrado del 24 al 26 de diciembre: Navidad."
    );
}
