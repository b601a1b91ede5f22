/*
 * What Benchmark.java measures, of the native library, by a program in C: an outlet, its inlets, and what arrives.
 *   native latency            prints the median and the 99 % of the microseconds from before a push to after the pull
 *   native CHANNELS CHUNK     prints samples a second to one inlet, and the microseconds of processor time of each, over four seconds
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "functions.h"

enum { SECONDS = 360, ROOM = 1024, WINDOW = 4096, WARM_UP = 1000, SAMPLES = 3000 };

static lsl_outlet outlet;
static lsl_inlet inlet;
static int channels;
static atomic_long received;
static atomic_int over;
static double latencies[SAMPLES];

static double seconds_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static void nap(long nanos) {
    struct timespec pause = {0, nanos};
    nanosleep(&pause, NULL);
}

static void connect_both(void) {
    char name[40];
    snprintf(name, sizeof name, "native-%.0f", seconds_of(CLOCK_REALTIME) * 1e6);
    outlet = lsl_create_outlet(lsl_create_streaminfo(name, "Benchmark", channels, 100, LSL_FLOAT32, name), 0, SECONDS);
    lsl_streaminfo found;
    if (lsl_resolve_byprop(&found, 1, "name", name, 1, 10) != 1) {
        fprintf(stderr, "the native library does not find %s\n", name);
        exit(1);
    }
    int32_t error = 0;
    inlet = lsl_create_inlet(found, SECONDS, 0, 1);
    lsl_open_stream(inlet, 10, &error);
    lsl_wait_for_consumers(outlet, 10);
    nap(500000000);
}

static void *measure(void *unused) {
    float *sample = calloc(channels, sizeof(float));
    int32_t error = 0;
    for (int i = -WARM_UP; i < SAMPLES;) {
        double stamp = lsl_pull_sample_f(inlet, sample, channels, 0.1, &error);
        if (stamp != 0) {
            if (i >= 0) {
                latencies[i] = seconds_of(CLOCK_MONOTONIC) - stamp;
            }
            i++;
        }
    }
    over = 1;
    return unused;
}

static int by_size(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static void latency(void) {
    pthread_t puller;
    float *sample = calloc(channels, sizeof(float));
    pthread_create(&puller, NULL, measure, NULL);
    while (!over) {
        lsl_push_sample_ftp(outlet, sample, seconds_of(CLOCK_MONOTONIC), 1);
        nap(1000000);
    }
    pthread_join(puller, NULL);
    qsort(latencies, SAMPLES, sizeof(double), by_size);
    printf("%.1f %.1f\n", latencies[SAMPLES / 2] * 1e6, latencies[SAMPLES * 99 / 100] * 1e6);
}

/* A chunk pull waits until the chunk is full; so it waits for one sample, then takes what is there. */
static void *receive(void *unused) {
    float *values = calloc((size_t)ROOM * channels, sizeof(float));
    double *stamps = calloc(ROOM, sizeof(double));
    int32_t error = 0;
    while (!over) {
        if (lsl_pull_sample_f(inlet, values, channels, 0.1, &error) != 0) {
            received += 1 + lsl_pull_chunk_f(inlet, values, stamps, (unsigned long)(ROOM - 1) * channels, ROOM - 1, 0, &error)
                / channels;
        }
    }
    return unused;
}

static void throughput(int chunk) {
    pthread_t puller;
    float *values = calloc((size_t)chunk * channels, sizeof(float));
    pthread_create(&puller, NULL, receive, NULL);
    long pushed = 0, before = -1;
    double start = seconds_of(CLOCK_MONOTONIC) + 0.5, processor = 0;
    for (;;) {
        lsl_push_chunk_ftp(outlet, values, (unsigned long)chunk * channels, seconds_of(CLOCK_MONOTONIC), 1);
        pushed += chunk;
        double now = seconds_of(CLOCK_MONOTONIC);
        if (before < 0 && now >= start) {
            before = received;
            processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
            start = now;
        } else if (before >= 0 && now >= start + 4) {
            double count = received - before;
            printf("%.0f %.3f\n", count / (now - start), (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - processor) * 1e6 / count);
            over = 1;
            pthread_join(puller, NULL);
            return;
        }
        while (received < pushed - WINDOW) {
            nap(20000);
        }
    }
}

int main(int count, char **words) {
    if (count == 2 && !strcmp(words[1], "version")) {
        printf("%d\n", lsl_library_version());
        return 0;
    }
    channels = count == 3 ? atoi(words[1]) : 32;
    connect_both();
    if (count == 3) {
        throughput(atoi(words[2]));
    } else {
        latency();
    }
    fflush(stdout);
    _Exit(0);
}
