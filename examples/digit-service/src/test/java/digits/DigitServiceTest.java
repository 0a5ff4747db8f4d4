package digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains, exports, serves, and asks from several threads at once. */
class DigitServiceTest {
  private static final int IMAGES = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static DigitService service;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    Path model = folder.resolve("model");
    DigitModel.provide(model);
    service = DigitService.start(model, 0);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void recognizesDigitsForEightThreadsAtOnce() throws Exception {
    Dataset test = Mnist.test().take(IMAGES);
    List<Callable<Boolean>> questions =
        IntStream.range(0, IMAGES)
            .mapToObj(i -> (Callable<Boolean>) () -> isRecognized(test, i))
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    int right = 0;
    for (Future<Boolean> answer : threads.invokeAll(questions)) {
      right += answer.get() ? 1 : 0;
    }
    threads.shutdown();

    assertTrue(right > 0.95 * IMAGES, right + " of " + IMAGES + " recognized");
  }

  private boolean isRecognized(Dataset test, int index) throws Exception {
    JsonNode answer = JSON.readTree(ask(JSON.writeValueAsString(test.get(index).x())).body());
    return answer.get("digit").asInt() == (int) test.get(index).y()[0];
  }

  @Test
  void answersNonsenseByWhatIsWrong() throws Exception {
    HttpResponse<String> answer = ask("[1, 2, 3]");

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("784"), answer.body());
  }

  @Test
  void answersNoImageByWhatToSend() throws Exception {
    HttpResponse<String> answer = ask("null");

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("send a JSON list of 784 numbers"), answer.body());
  }

  @Test
  void refusesNumbersThatAreNoInk() throws Exception {
    for (String number : List.of("1e40", "-1", "\"NaN\"")) {
      HttpResponse<String> answer = ask("[0, " + number + ", 0".repeat(782) + "]");

      assertEquals(400, answer.statusCode(), number);
      assertTrue(answer.body().contains("Number 1 is "), answer.body());
    }
  }

  @Test
  void takesPostAlone() throws Exception {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri()).GET().build(), BodyHandlers.ofString());

    assertEquals(405, answer.statusCode());
    assertEquals("POST", answer.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void knowsPorts() {
    assertEquals(8080, DigitService.port("8080"));
    assertEquals(-1, DigitService.port("65536"));
    assertEquals(-1, DigitService.port("http"));
  }

  @Test
  void failsOnAPortInUse() {
    assertThrows(
        BindException.class, () -> DigitService.start(folder.resolve("model"), service.port()));
  }

  private static URI uri() {
    return URI.create("http://localhost:" + service.port() + "/digit");
  }

  private HttpResponse<String> ask(String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri()).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }
}
