//! The bar of steps: whole as a list; on a phone its words show for the step
//! it stands on alone.

use doorstep::view::tracking::{Labels, StepState, StepView};
use leptos::prelude::*;

/// Draws the bar.
pub fn steps(steps: &[StepView], labels: &Labels) -> impl IntoView + use<> {
    let steps: Vec<_> = steps.iter().map(|one| step(one, labels)).collect();
    view! {
        <ol class="steps" data-part="steps" aria-label=labels.steps.clone()>
            {steps}
        </ol>
    }
}

fn step(step: &StepView, labels: &Labels) -> impl IntoView + use<> {
    let (state, words) = match step.state {
        StepState::Done => ("done", &labels.step_done),
        StepState::Current => ("current", &labels.step_current),
        StepState::Ahead => ("ahead", &labels.step_ahead),
        StepState::Ended => ("ended", &labels.step_current),
    };
    let current = matches!(step.state, StepState::Current | StepState::Ended).then_some("step");
    let time = step
        .time
        .clone()
        .map(|time| view! { <span class="time">{time}</span> });
    view! {
        <li data-state=state aria-current=current>
            <span class="words">
                <span class="label">{step.label.clone()}</span>
                <span class="heard-only">{format!(", {words}")}</span>
                " "
                {time}
            </span>
        </li>
    }
}
