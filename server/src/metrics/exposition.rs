//! The figures in the text format that Prometheus reads (version 0.0.4).

use super::histogram::Snapshot;
use super::{Gauges, Metrics};
use crate::services::Services;
use doorstep::mail::MessageKind;
use std::fmt::{Display, Write};
use std::sync::atomic::Ordering;

/// Every figure, as text.
pub async fn page(services: &Services) -> String {
    let gauges = Gauges::read(services).await;
    let mut text = Text::default();
    text.family("doorstep_build_info", "gauge", "The version that runs.");
    let version = [("version", env!("CARGO_PKG_VERSION"))];
    text.sample("doorstep_build_info", &version, 1);
    text.counted(&services.metrics);
    text.standing(&gauges);
    text.0
}

#[derive(Default)]
struct Text(String);

type Labels<'a> = [(&'a str, &'a str)];

impl Text {
    fn counted(&mut self, metrics: &Metrics) {
        let name = "doorstep_http_request_duration_seconds";
        let help = "Time until an answer began, by route pattern and status.";
        self.family(name, "histogram", help);
        for (answered, spans) in metrics.requests.all() {
            let status = answered.status.to_string();
            let labels = [
                ("method", answered.method),
                ("route", answered.route),
                ("status", status.as_str()),
            ];
            self.histogram(name, &labels, &spans.snapshot());
        }
        let name = "doorstep_webhooks_total";
        self.family(name, "counter", "Webhooks, by source and outcome.");
        for ((source, outcome), count) in metrics.webhooks.all() {
            let labels = [("source", source), ("outcome", outcome.code())];
            self.sample(name, &labels, count.load(Ordering::Relaxed));
        }
        self.messages(metrics);
        let name = "doorstep_webhook_deliveries_total";
        let help = "Tries to deliver a webhook, by what they came to.";
        self.family(name, "counter", help);
        for (came_to, count) in metrics.deliveries.all() {
            let labels = [("outcome", came_to.code())];
            self.sample(name, &labels, count.load(Ordering::Relaxed));
        }
        let name = "doorstep_contacts_total";
        self.family(name, "counter", "Contacts, by topic and cause.");
        for ((topic, cause), count) in metrics.contacts.all() {
            let labels = [("topic", topic), ("cause", cause)];
            self.sample(name, &labels, count.load(Ordering::Relaxed));
        }
        let name = "doorstep_intake_batch_messages";
        self.family(name, "histogram", "Messages that were written together.");
        self.histogram(name, &[], &metrics.batch_messages.snapshot());
        let name = "doorstep_intake_batch_duration_seconds";
        self.family(name, "histogram", "Time to write a batch.");
        self.histogram(name, &[], &metrics.batch_seconds.snapshot());
    }

    fn messages(&mut self, metrics: &Metrics) {
        let name = "doorstep_mail_tries_total";
        let help = "Tries to send a mail, by kind and by the state it was left in.";
        self.family(name, "counter", help);
        let tries = metrics.mails.all();
        for ((kind, left), count) in &tries {
            if let MessageKind::Mail(kind) = kind {
                let labels = [("kind", kind.code()), ("left", left.code())];
                self.sample(name, &labels, count.load(Ordering::Relaxed));
            }
        }
        let name = "doorstep_notice_tries_total";
        let help = "Tries to send a notice, by medium and by the state it was left in.";
        self.family(name, "counter", help);
        for ((kind, left), count) in &tries {
            if let MessageKind::Notice(notice, medium) = kind {
                let labels = [
                    ("notice", notice.code()),
                    ("medium", medium.code()),
                    ("left", left.code()),
                ];
                self.sample(name, &labels, count.load(Ordering::Relaxed));
            }
        }
        let name = "doorstep_notices_ended_total";
        let help = "Notices, by how they ended: sent, merged, dead, or why they were dropped.";
        self.family(name, "counter", help);
        for ((notice, how), count) in metrics.notices.all() {
            let labels = [("notice", notice.code()), ("how", how)];
            self.sample(name, &labels, count.load(Ordering::Relaxed));
        }
        let taken_over = "Messages of a worker that died: they may have gone out twice.";
        let unanswered =
            "Messages that a provider may have taken and did not say so: they may go out twice.";
        let left_alone = "Times a provider failed so often that it was left alone for a while.";
        for (name, help, counts) in [
            (
                "doorstep_messages_taken_over_total",
                taken_over,
                metrics.taken_over.all(),
            ),
            (
                "doorstep_messages_unanswered_total",
                unanswered,
                metrics.unanswered.all(),
            ),
            (
                "doorstep_provider_pauses_total",
                left_alone,
                metrics.left_alone.all(),
            ),
        ] {
            self.family(name, "counter", help);
            for (medium, count) in counts {
                let labels = [("medium", medium.code())];
                self.sample(name, &labels, count.load(Ordering::Relaxed));
            }
        }
    }

    fn standing(&mut self, gauges: &Gauges) {
        let name = "doorstep_intake_queue_messages";
        self.family(name, "gauge", "Messages that wait for a writer.");
        self.sample(name, &[], gauges.queued);
        let name = "doorstep_streams_open";
        self.family(name, "gauge", "Pages that are followed live.");
        self.sample(name, &[], gauges.streams);
        if let Some(queued) = gauges.outbox {
            let name = "doorstep_outbox_queued";
            self.family(name, "gauge", "Notices that wait to be sent.");
            self.sample(name, &[], queued);
        }
        if let Some(mails) = &gauges.mails {
            let name = "doorstep_mails_dead";
            self.family(name, "gauge", "Mails that were given up.");
            self.sample(name, &[], mails.dead);
            let name = "doorstep_mails_waiting";
            self.family(name, "gauge", "Mails that wait to be sent.");
            self.sample(name, &[], mails.waiting);
            let name = "doorstep_mail_oldest_waiting_age_seconds";
            let help = "How long the oldest mail has waited; 0 while none does.";
            self.family(name, "gauge", help);
            self.sample(name, &[], mails.oldest_s);
        }
        if let Some(waiting) = gauges.deliveries {
            let name = "doorstep_webhook_deliveries_waiting";
            self.family(name, "gauge", "Webhooks that wait to be delivered.");
            self.sample(name, &[], waiting);
        }
        let name = "doorstep_connection_last_scan_age_seconds";
        let help = "Time since a connection last brought scans.";
        self.family(name, "gauge", help);
        for last in &gauges.last_scans {
            let labels = [
                ("connection", last.connection.as_str()),
                ("source", last.source.as_str()),
            ];
            self.sample(name, &labels, last.age_s);
        }
    }

    fn family(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &Labels<'_>, value: impl Display) {
        self.0.push_str(name);
        if !labels.is_empty() {
            let labels: Vec<String> = labels
                .iter()
                .map(|(label, value)| format!("{label}=\"{}\"", escaped(value)))
                .collect();
            let _ = write!(self.0, "{{{}}}", labels.join(","));
        }
        let _ = writeln!(self.0, " {value}");
    }

    fn histogram(&mut self, name: &str, labels: &Labels<'_>, held: &Snapshot) {
        let bucket = format!("{name}_bucket");
        for (bound, count) in &held.up_to {
            let bound = bound.to_string();
            self.sample(&bucket, &[labels, &[("le", &bound)]].concat(), count);
        }
        self.sample(&bucket, &[labels, &[("le", "+Inf")]].concat(), held.count);
        self.sample(&format!("{name}_sum"), labels, held.sum);
        self.sample(&format!("{name}_count"), labels, held.count);
    }
}

fn escaped(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Answered, Delivered, Outcome};
    use doorstep::contact::Topic;
    use doorstep::mail::{MailKind, MailState};
    use doorstep::notice::Notice;
    use doorstep::recipient::Medium;
    use std::time::Duration;

    #[test]
    fn figures_are_written_as_prometheus_reads_them() {
        let metrics = Metrics::default();
        let answered = Answered {
            route: "/t/{token}",
            method: "GET",
            status: 200,
        };
        metrics.answered(answered, Duration::from_millis(3));
        metrics.webhook("ups", Outcome::Accepted);
        metrics.webhook("ups", Outcome::Accepted);
        metrics.mail(MessageKind::Mail(MailKind::Reply), MailState::Sent);
        let shipped = MessageKind::Notice(Notice::Shipped, Medium::Sms);
        metrics.mail(shipped, MailState::Queued);
        metrics.notice_ended("shipped", "passed");
        metrics.taken_over(Medium::Email);
        metrics.unanswered(Medium::Sms);
        metrics.delivery(Delivered::Later);
        metrics.batch(300, Duration::from_millis(40));
        metrics.contact(Topic::WhereIsIt, "stuck");
        let mut text = Text::default();
        text.counted(&metrics);
        for line in [
            "# TYPE doorstep_http_request_duration_seconds histogram",
            "doorstep_http_request_duration_seconds_bucket{method=\"GET\",route=\"/t/{token}\",status=\"200\",le=\"0.0025\"} 0",
            "doorstep_http_request_duration_seconds_bucket{method=\"GET\",route=\"/t/{token}\",status=\"200\",le=\"0.005\"} 1",
            "doorstep_http_request_duration_seconds_sum{method=\"GET\",route=\"/t/{token}\",status=\"200\"} 0.003",
            "doorstep_webhooks_total{source=\"ups\",outcome=\"accepted\"} 2",
            "doorstep_mail_tries_total{kind=\"reply\",left=\"sent\"} 1",
            "doorstep_notice_tries_total{notice=\"shipped\",medium=\"sms\",left=\"queued\"} 1",
            "doorstep_notices_ended_total{notice=\"shipped\",how=\"passed\"} 1",
            "doorstep_messages_taken_over_total{medium=\"email\"} 1",
            "doorstep_messages_unanswered_total{medium=\"sms\"} 1",
            "doorstep_webhook_deliveries_total{outcome=\"later\"} 1",
            "doorstep_contacts_total{topic=\"where_is_it\",cause=\"stuck\"} 1",
            "doorstep_intake_batch_messages_bucket{le=\"256\"} 0",
            "doorstep_intake_batch_messages_bucket{le=\"+Inf\"} 1",
            "doorstep_intake_batch_messages_count 1",
            "doorstep_intake_batch_duration_seconds_sum 0.04",
        ] {
            assert!(
                text.0.lines().any(|written| written == line),
                "{line}\n{}",
                text.0
            );
        }
    }

    #[test]
    fn a_label_cannot_break_out_of_its_quotes() {
        let mut text = Text::default();
        text.sample("x", &[("a", "b\"} 1\n\\")], 2);
        assert_eq!(text.0, "x{a=\"b\\\"} 1\\n\\\\\"} 2\n");
    }
}
