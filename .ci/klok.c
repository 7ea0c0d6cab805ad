/*
 * Moves the clock of a whole run, its PostgreSQL and its browser included: preload it with KLOK_SECONDEN, the seconds to add.
 * Debian's libfaketime does not do: while a process waits, it shows signal handlers the real time, so that no timeout of
 * PostgreSQL ever comes. Monotonic clocks stay as they are: they tell no day.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long verschil;

__attribute__((constructor)) static void begin(void) {
  const char *seconden = getenv("KLOK_SECONDEN");
  verschil = seconden ? atol(seconden) : 0;
}

int clock_gettime(clockid_t welke, struct timespec *moment) {
  static int (*echt)(clockid_t, struct timespec *);
  if (!echt) echt = dlsym(RTLD_NEXT, "clock_gettime");
  int uit = echt ? echt(welke, moment) : (int)syscall(SYS_clock_gettime, welke, moment);
  if (uit == 0 && (welke == CLOCK_REALTIME || welke == CLOCK_REALTIME_COARSE)) moment->tv_sec += verschil;
  return uit;
}

int gettimeofday(struct timeval *restrict moment, void *restrict zone) {
  struct timespec nu;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &nu);
  moment->tv_sec = nu.tv_sec;
  moment->tv_usec = nu.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *moment) {
  struct timespec nu;
  clock_gettime(CLOCK_REALTIME, &nu);
  if (moment) *moment = nu.tv_sec;
  return nu.tv_sec;
}
