package dev.lamina.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

  @Test
  void hasTheQuantiles() {
    double[] times = IntStream.rangeClosed(1, 1000).mapToDouble(i -> 1001 - i).toArray();

    Latency latency = Latency.of(times);

    assertThat(latency).isEqualTo(new Latency(501, 901, 991, 1000, 1000, 500.5, 1000));
  }

  @Test
  void ofOneCallHasThatCallForAll() {
    assertThat(Latency.of(new double[] {7})).isEqualTo(new Latency(7, 7, 7, 7, 7, 7, 1));
  }

  @Test
  void aCrowdCallsSoOften() {
    AtomicInteger calls = new AtomicInteger();

    Latency.OfThreads threads = Latency.OfThreads.of(3, 5, calls::incrementAndGet);

    assertThat(calls).hasValue(15);
    assertThat(threads.latency().calls()).isEqualTo(15);
    assertThat(threads.callsPerSecond()).isPositive();
  }

  @Test
  void aCallThatFailsIsNoMeasurement() {
    assertThatThrownBy(
            () ->
                Latency.OfThreads.of(
                    2,
                    1,
                    () -> {
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A call that was to be timed failed: java.lang.IllegalArgumentException: no");
  }
}
