//! What is looked at, as a form: every choice stands in the address.

use super::{Apart, Look, Read};
use app::texts::performance::Choice;
use doorstep::performance::asked::{UNKNOWN, WEEKS};
use doorstep::performance::{Against, Compare, Count, Dimension, Tally};
use doorstep::view::performance::{ChoiceView, FormView, OptionView};
use std::collections::BTreeMap;

/// More are not offered: whoever wants another writes its address.
const OFFERED: usize = 60;

impl Look<'_> {
    pub(super) fn form(&self, read: &Read) -> FormView {
        let mut choices = Vec::new();
        choices.extend(self.brands());
        choices.extend([self.weeks(), self.compare(), self.against(), self.counted()]);
        choices.push(self.of(Dimension::Carrier, &first_of(&read.services)));
        choices.push(self.of(Dimension::Destination, &first_of(&read.destinations)));
        choices.push(self.of(Dimension::Warehouse, &first_of(&read.warehouses)));
        choices.push(self.by());
        // What was chosen by a click, and is no choice of the form.
        let known: Vec<String> = choices.iter().map(|one| one.name.clone()).collect();
        for (dimension, value) in &self.asked.with {
            if !known.iter().any(|name| name == dimension.code()) {
                let only = BTreeMap::from([(value.clone(), Tally::default())]);
                choices.push(self.of(*dimension, &only));
            }
        }
        FormView {
            choices,
            query: self.asked.query(),
        }
    }

    fn brands(&self) -> Option<ChoiceView> {
        let served: Vec<_> = self
            .book
            .brands
            .iter()
            .filter(|brand| self.serves.contains(&brand.id))
            .collect();
        if served.len() < 2 {
            return None;
        }
        let brands = served.iter().map(|brand| OptionView {
            value: brand.slug.clone(),
            label: brand.name.clone(),
            chosen: self.asked.brand.as_deref() == Some(brand.slug.as_str()),
        });
        Some(self.choice(Choice::Brand, "brand", self.with_all(brands)))
    }

    fn weeks(&self) -> ChoiceView {
        let options = WEEKS.into_iter().map(|weeks| OptionView {
            value: weeks.to_string(),
            label: self.texts.weeks(weeks),
            chosen: self.asked.weeks == weeks,
        });
        self.choice(Choice::Weeks, "weeks", options.collect())
    }

    fn compare(&self) -> ChoiceView {
        let options = Compare::ALL.into_iter().map(|compare| OptionView {
            value: compare.code().to_owned(),
            label: self.texts.compare_label(compare).to_owned(),
            chosen: self.asked.compare == compare,
        });
        self.choice(Choice::Compare, "compare", options.collect())
    }

    fn against(&self) -> ChoiceView {
        let options = Against::ALL.into_iter().map(|against| OptionView {
            value: against.code().to_owned(),
            label: self.texts.against_label(against).to_owned(),
            chosen: self.asked.measure.against == against,
        });
        self.choice(Choice::Against, "against", options.collect())
    }

    fn counted(&self) -> ChoiceView {
        let options = [("delivery", false), ("try", true)].map(|(code, by_try)| OptionView {
            value: code.to_owned(),
            label: self.texts.by_label(by_try).to_owned(),
            chosen: self.asked.measure.by_try == by_try,
        });
        self.choice(Choice::By, "counted", options.into())
    }

    fn by(&self) -> ChoiceView {
        let options = Dimension::ALL.into_iter().map(|dimension| OptionView {
            value: dimension.code().to_owned(),
            label: self.texts.dimension_label(dimension).to_owned(),
            chosen: self.asked.by == dimension,
        });
        self.choice(Choice::ToldApart, "by", options.collect())
    }

    fn of(&self, dimension: Dimension, values: &BTreeMap<String, Tally>) -> ChoiceView {
        let chosen = self.asked.with.iter().find(|(one, _)| *one == dimension);
        let chosen = chosen.map(|(_, value)| value);
        let mut most: Vec<(&String, i64)> = values
            .iter()
            .map(|(value, tally)| (value, tally.of(Count::Parcels)))
            .collect();
        most.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
        most.truncate(OFFERED);
        if let Some(chosen) = chosen
            && !most.iter().any(|(value, _)| *value == chosen)
        {
            most.push((chosen, 0));
        }
        let options = most.into_iter().map(|(value, _)| OptionView {
            value: if value.is_empty() {
                UNKNOWN.to_owned()
            } else {
                value.clone()
            },
            label: self.name(dimension, value),
            chosen: chosen == Some(value),
        });
        let options = self.with_all(options);
        self.choice(Choice::Of(dimension), dimension.code(), options)
    }

    fn with_all(&self, options: impl Iterator<Item = OptionView>) -> Vec<OptionView> {
        let options: Vec<OptionView> = options.collect();
        let all = OptionView {
            value: String::new(),
            label: self.texts.performance_words().all.to_owned(),
            chosen: !options.iter().any(|option| option.chosen),
        };
        std::iter::once(all).chain(options).collect()
    }

    fn choice(&self, choice: Choice, name: &str, options: Vec<OptionView>) -> ChoiceView {
        ChoiceView {
            name: name.to_owned(),
            label: self.texts.choice_label(choice).to_owned(),
            options,
        }
    }
}

/// By the first of what they are told apart by.
fn first_of(apart: &Apart) -> BTreeMap<String, Tally> {
    let mut found: BTreeMap<String, Tally> = BTreeMap::new();
    for (values, tally) in apart {
        let first = values.first().cloned().unwrap_or_default();
        found.entry(first).or_default().merge(tally, 1);
    }
    found
}
