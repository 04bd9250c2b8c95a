#include "reporter/composing/log_csv.h"

#include "model/clock.h"
#include "reporter/composing/csv_text.h"
#include "reporter/wording/log.h"
#include "reporter/wording/numbers.h"
#include "reporter/wording/words.h"

static void put_time(FILE *stream, slacalc_time time) {
    fprintf(stream, "%s,", clock_write(time.instant, time.ahead_s).text);
}

static void put_number(FILE *stream, double number) {
    fprintf(stream, ",%s", format_number(number).text);
}

static void put_credit(const struct composition *report, const slacalc_log_credit *credit) {
    if (!credit) {
        fputs(",,,", report->stream);
        return;
    }
    put_number(report->stream, credit->part);
    fprintf(report->stream, ",%s,%s", credit->amount < 0 ? "" : format_number(credit->amount).text,
            csv_text(report->wording.arena, credit->currency));
}

static void put_chance(FILE *stream, const slacalc_log_chance *chance) {
    if (chance->is == SLACALC_CHANCE_UNKNOWN)
        fputs(",,,", stream);
    else
        fprintf(stream, ",%s,%s,%s", format_number(chance->chance).text, word_of_chance_side(chance),
                word_of_chance(chance->is));
}

static void put_row(const struct composition *report, const slacalc_log_window *window,
                    const slacalc_log_service *service, const slacalc_log_promise *promise) {
    FILE *stream = report->stream;
    struct arena *arena = report->wording.arena;
    const slacalc_log_by *first = service->by_count > 0 ? &service->by[0] : NULL;
    put_time(stream, window->from);
    put_time(stream, window->to);
    fputs(csv_text(arena, slacalc_result_component(report->result, service->component)->name), stream);
    if (promise)
        fprintf(stream, ",%s,%s,%s,%s", word_of_promise(promise->kind), format_number(promise->level.up).text,
                word_of_met(promise), format_number(promise->margin_s).text);
    else
        fputs(",,,,", stream);
    put_number(stream, service->promised_s);
    put_number(stream, service->availability.up);
    put_number(stream, service->availability.down);
    put_number(stream, service->lost_s);
    put_number(stream, service->down_s);
    put_number(stream, service->degraded_s);
    fprintf(stream, ",%zu", service->outage_count);
    put_number(stream, service->longest_s);
    if (first)
        fprintf(stream, ",%s,%s",
                csv_text(arena,
                         phrase_log_cause(&report->wording, report->result, first->components, first->component_count)),
                format_number(first->lost_s).text);
    else
        fputs(",,", stream);
    put_credit(report, service->credit);
    put_number(stream, service->computed.up);
    put_chance(stream, &service->against_model);
    fputs("\r\n", stream);
}

void compose_log_csv(const struct composition *report) {
    const slacalc_log *log = slacalc_result_log(report->result);
    fputs("from,to,service,promise,level,verdict,margin_s,promised_s,availability,unavailability,lost_s,down_s,"
          "degraded_s,outages,longest_s,cause,cause_lost_s,credit_part,"
          "credit_amount,credit_currency,computed,chance,chance_of,chance_is\r\n",
          report->stream);
    for (size_t w = 0; w < log->window_count && !ferror(report->stream); w++)
        for (size_t s = 0; s < log->windows[w].service_count; s++) {
            const slacalc_log_service *service = &log->windows[w].services[s];
            for (size_t p = 0; p < service->promise_count; p++)
                put_row(report, &log->windows[w], service, &service->promises[p]);
            if (service->promise_count == 0)
                put_row(report, &log->windows[w], service, NULL);
        }
}
