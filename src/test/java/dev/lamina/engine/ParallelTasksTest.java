package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTasksTest {
  private static final List<Integer> THINGS = IntStream.range(0, 200).boxed().toList();

  @Test
  void takesEachOnce() {
    Set<Integer> taken = ConcurrentHashMap.newKeySet();

    ParallelTasks.forEach(THINGS, thing -> assertThat(taken.add(thing)).isTrue());

    assertThat(taken).hasSameSizeAs(THINGS);
  }

  @Test
  void throwsWhatTheFirstHasThrownOnceNothingIsUnderWay() {
    AtomicInteger underWay = new AtomicInteger();
    for (int round = 0; round < 20; round++) {
      assertThatThrownBy(
              () ->
                  ParallelTasks.forEach(
                      THINGS,
                      thing -> {
                        underWay.incrementAndGet();
                        try {
                          if (thing % 50 == 7) {
                            throw new IllegalStateException("at " + thing);
                          }
                          LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                        } finally {
                          underWay.decrementAndGet();
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("at 7");
      assertThat(underWay).hasValue(0);
    }
  }

  @Test
  void throwsErrorsToo() {
    assertThatThrownBy(
            () ->
                ParallelTasks.forEach(
                    THINGS,
                    thing -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
  }
}
