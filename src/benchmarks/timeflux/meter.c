/*
 * The lab around a graph: sends "In", one channel of ECG at 1000 Hz whose values count its samples, and receives "Out", which a
 * graph makes of it. Prints the median and the 99 % of the microseconds from before a push to after the pull of the same number,
 * and how many of the samples sent in the measured time never came.
 *   meter WARM_UP SECONDS
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../lsl/functions.h"

enum { RATE = 1000, LONGEST = 600 * RATE, GRACE = 3 };

static double sent[LONGEST], came[LONGEST];
static volatile int running = 1;

static void *receive(void *unused) {
    lsl_streaminfo found;
    int32_t error = 0;
    while (running && lsl_resolve_byprop(&found, 1, "name", "Out", 1, 1) != 1) {
    }
    lsl_inlet inlet = lsl_create_inlet(found, 360, 0, 1);
    lsl_open_stream(inlet, 10, &error);
    while (running) {
        double number = 0;
        if (lsl_pull_sample_d(inlet, &number, 1, 0.1, &error) != 0 && number >= 0 && number < LONGEST) {
            came[(long)number] = lsl_local_clock();
        }
    }
    return unused;
}

static int by_size(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

int main(int count, char **words) {
    long first = count == 3 ? RATE * atol(words[1]) : 0, end = count == 3 ? first + RATE * atol(words[2]) : 0;
    if (first <= 0 || end <= first || end + GRACE * RATE >= LONGEST) {
        fprintf(stderr, "meter WARM_UP SECONDS\n");
        return 2;
    }
    lsl_streaminfo info = lsl_create_streaminfo("In", "ECG", 1, RATE, LSL_DOUBLE64, "meter");
    lsl_xml_ptr channel = lsl_append_child(lsl_append_child(lsl_get_desc(info), "channels"), "channel");
    lsl_append_child_value(channel, "label", "ECG");
    lsl_append_child_value(channel, "type", "ECG");
    lsl_append_child_value(channel, "unit", "millivolts");
    lsl_outlet outlet = lsl_create_outlet(info, 0, 360);
    pthread_t puller;
    pthread_create(&puller, NULL, receive, NULL);
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    for (long number = 0; number < end + GRACE * RATE; number++) {
        double value = number;
        sent[number] = lsl_local_clock();
        lsl_push_sample_dtp(outlet, &value, sent[number], 1);
        next.tv_nsec += 1000000000 / RATE;
        if (next.tv_nsec >= 1000000000) {
            next.tv_nsec -= 1000000000;
            next.tv_sec++;
        }
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
    running = 0;
    static double latencies[LONGEST];
    long arrived = 0;
    for (long number = first; number < end; number++) {
        if (came[number] != 0) {
            latencies[arrived++] = came[number] - sent[number];
        }
    }
    qsort(latencies, arrived, sizeof(double), by_size);
    printf("%.0f %.0f %ld\n", arrived ? latencies[arrived / 2] * 1e6 : 0, arrived ? latencies[arrived * 99 / 100] * 1e6 : 0,
        end - first - arrived);
    fflush(stdout);
    _Exit(0);
}
