package digits;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a running service of test images from many threads, and says how many were right. */
public final class DigitLoad {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int IMAGES = 1000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Dataset images = Mnist.test().take(IMAGES);
  private final URI service;

  private DigitLoad(URI service) {
    this.service = service;
  }

  /** Arguments: the service's address, the number of threads, and for how many seconds. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    String service = arguments.length > 0 ? arguments[0] : "http://localhost:8080/digit";
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 16;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 120;
    System.out.println(new DigitLoad(URI.create(service)).run(threads, Duration.ofSeconds(seconds)));
  }

  private String run(int threads, Duration time) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long end = System.nanoTime() + time.toNanos();
    List<Future<Answers>> each = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int first = i * IMAGES / threads;
      each.add(pool.submit(() -> ask(first, end)));
    }
    pool.shutdown();
    int right = 0;
    List<Long> waits = new ArrayList<>();
    for (Future<Answers> answers : each) {
      right += answers.get().right();
      waits.addAll(answers.get().nanos());
    }
    long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
    return "%s answers in %s s from %s threads: %s right; half within %.1f ms, 99 of 100 within %.1f ms"
        .formatted(
            sorted.length,
            time.toSeconds(),
            threads,
            right,
            sorted[sorted.length / 2] / 1e6,
            sorted[sorted.length * 99 / 100] / 1e6);
  }

  private record Answers(int right, List<Long> nanos) {}

  private Answers ask(int first, long end) throws IOException, InterruptedException {
    int right = 0;
    List<Long> nanos = new ArrayList<>();
    for (int i = first; System.nanoTime() < end; i = (i + 1) % IMAGES) {
      String question = Arrays.toString(images.get(i).x());
      HttpRequest request =
          HttpRequest.newBuilder(service).POST(BodyPublishers.ofString(question)).build();
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      nanos.add(System.nanoTime() - start);
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + ": " + answer.body());
      }
      int digit = JSON.readTree(answer.body()).get("digit").asInt();
      right += digit == (int) images.get(i).y()[0] ? 1 : 0;
    }
    return new Answers(right, nanos);
  }
}
