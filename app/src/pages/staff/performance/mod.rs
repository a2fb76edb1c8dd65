//! The performance page: what is asked, the few numbers first, what is found,
//! and the charts. It is drawn on the server alone and works without
//! JavaScript; what is looked at stands in the address.

mod form;
mod orders;

use crate::texts::Texts;
use crate::texts::performance::PerformanceWords;
use crate::ui::chart;
use doorstep::view::performance::{
    BasicView, BottleneckView, FigureView, FormulaView, PerformanceView, SectionView,
};
use leptos::prelude::*;

pub use orders::orders;

/// The style of these pages, after that of every page of the staff's.
#[must_use]
pub fn style() -> String {
    const OWN: &str = include_str!("../../../../../style/performance.css");
    [chart::STYLE, OWN].concat()
}

/// Draws it.
pub fn page(page: PerformanceView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.performance_words();
    let PerformanceView {
        form,
        period,
        compared,
        basics,
        figures,
        bottlenecks,
        more_bottlenecks,
        sections,
        formulas,
        nothing,
    } = page;
    let compared = compared.map(|then| format!("{} {then}", words.compared));
    let content = match nothing {
        Some(why) => view! { <p class="nothing">{why}</p> }.into_any(),
        None => view! {
            {figures_of(figures, words)}
            {bottlenecks_of(bottlenecks, more_bottlenecks, texts)}
            {sections_of(&sections, texts)}
        }
        .into_any(),
    };
    view! {
        <div class="performance" data-page="performance">
            <p class="about">{words.about}</p>
            {form::form(form, words)}
            <p class="period">
                <strong>{period}</strong>
                {compared.map(|then| view! { <span class="soft">{then}</span> })}
            </p>
            {basics_of(basics, words)}
            {content}
            {formulas_of(formulas, words)}
        </div>
    }
}

fn basics_of(basics: Vec<BasicView>, words: PerformanceWords) -> impl IntoView {
    let wrong: Vec<_> = basics
        .into_iter()
        .filter(|basic| basic.count > 0)
        .map(|basic| {
            let text = view! {
                <strong>{basic.count}</strong>
                " "
                {basic.label}
            };
            match basic.link {
                Some(link) => view! { <li><a href=link>{text}</a></li> }.into_any(),
                None => view! { <li>{text}</li> }.into_any(),
            }
        })
        .collect();
    let content = if wrong.is_empty() {
        view! { <p class="right">{words.basics_right}</p> }.into_any()
    } else {
        view! { <ul class="basics">{wrong}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="basics">
            <h2 id="basics">{words.basics}</h2>
            {content}
        </section>
    }
}

fn figures_of(figures: Vec<FigureView>, words: PerformanceWords) -> impl IntoView {
    let shown = figures.into_iter().filter_map(|figure| {
        let value = figure.value?;
        let value = match figure.link {
            Some(link) => view! { <a href=link title=words.orders>{value}</a> }.into_any(),
            None => value.into_any(),
        };
        let before = figure
            .before
            .map(|before| format!("{before} {}", words.before));
        Some(view! {
            <div class="figure" data-thin=figure.thin.to_string()>
                <dt>{figure.label}</dt>
                <dd class="value">{value}</dd>
                <dd class="soft">{figure.rests_on}</dd>
                {before.map(|before| view! { <dd class="soft">{before}</dd> })}
            </div>
        })
    });
    let shown: Vec<_> = shown.collect();
    view! {
        <section aria-labelledby="figures">
            <h2 id="figures">{words.figures}</h2>
            <dl class="figures">{shown}</dl>
        </section>
    }
}

fn bottlenecks_of(
    bottlenecks: Vec<BottleneckView>,
    more: usize,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.performance_words();
    let is_none = bottlenecks.is_empty();
    let none = is_none.then(|| view! { <p class="soft">{words.no_bottleneck}</p> });
    let more = (more > 0).then(|| view! { <p class="soft">{texts.more_bottlenecks(more)}</p> });
    let shown: Vec<_> = bottlenecks
        .into_iter()
        .map(|found| {
            view! {
                <li>
                    <span class="what">{found.words}</span>
                    <a href=found.link>{found.hurt}</a>
                    <span class="soft">{texts.chart_n(found.n)}</span>
                </li>
            }
        })
        .collect();
    let list = (!is_none).then(|| view! { <ol class="bottlenecks">{shown}</ol> });
    view! {
        <section aria-labelledby="bottlenecks">
            <h2 id="bottlenecks">{words.bottlenecks}</h2>
            {none}
            {list}
            {more}
        </section>
    }
}

fn sections_of(sections: &[SectionView], texts: &dyn Texts) -> Vec<AnyView> {
    let draw = |section: &SectionView| {
        let id = format!("section-{}", section.name);
        let charts: Vec<AnyView> = section
            .charts
            .iter()
            .map(|one| chart::chart(one, texts))
            .collect();
        let named = id.clone();
        view! {
            <section aria-labelledby=named>
                <h2 id=id>{section.heading.clone()}</h2>
                {section.note.clone().map(|note| view! { <p class="soft">{note}</p> })}
                <div class="charts">{charts}</div>
            </section>
        }
        .into_any()
    };
    sections.iter().map(draw).collect()
}

fn formulas_of(formulas: Vec<FormulaView>, words: PerformanceWords) -> impl IntoView {
    let each: Vec<_> = formulas
        .into_iter()
        .map(|formula| {
            view! {
                <dt>{formula.name}</dt>
                <dd>{formula.formula}</dd>
            }
        })
        .collect();
    view! {
        <details class="formulas">
            <summary>{words.formulas}</summary>
            <dl>{each}</dl>
        </details>
    }
}
