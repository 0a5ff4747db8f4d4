package digits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
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
    String zeros = ", 0".repeat(783) + "]";
    assertRefused(400, "784 numbers, but 3 came", "[1, 2, 3]");
    assertRefused(400, "There is no image; send a JSON list of 784 numbers", "null");
    assertRefused(400, "Number 0 is Infinity", "[1e40" + zeros);
    assertRefused(400, "Number 0 is -1.0", "[-1" + zeros);
    assertRefused(400, "no JSON list of numbers, line 1, column 2; send", "[null" + zeros);
    assertRefused(400, "no JSON list of numbers, line 1, column 2; send", "[\"0.5\"" + zeros);
    assertRefused(400, "Number 0 is NaN", "[\"NaN\"" + zeros);
    assertRefused(400, "no JSON list of numbers, line 1", "[0" + zeros + " []");
    assertRefused(400, "no JSON list of numbers", "");
    assertRefused(413, "at most 65536 bytes", "[0" + zeros + " ".repeat(65536));
  }

  private void assertRefused(int status, String why, String question) throws Exception {
    HttpResponse<String> answer = ask(question);

    assertEquals(status, answer.statusCode(), answer.body());
    String error = JSON.readTree(answer.body()).get("error").asText();
    assertTrue(error.contains(why), error);
  }

  @Test
  void answersThisMachineAlone() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket
          .getOutputStream()
          .write("GET /digit HTTP/1.0\r\nHost: evil.example\r\n\r\n".getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertTrue(answer.contains(" 403 ") && answer.contains("{\"error\":"), answer);
    }
  }

  @Test
  void answersOthersWhileSomeSendHalfOfAQuestion() throws Exception {
    List<Socket> slow = halves(16);
    assertRefused(400, "784 numbers, but 1 came", "[0]");
    close(slow);
  }

  @Test
  void answersAgainAfterMoreThanItAnswersAtOnce() throws Exception {
    close(halves(200));

    assertRefused(400, "784 numbers, but 1 came", "[0]");
  }

  private static List<Socket> halves(int count) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    String half = "POST /digit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n[0";
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
      socket.getOutputStream().write(half.getBytes(UTF_8));
      sockets.add(socket);
    }
    return sockets;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void knowsOneAddressAlone() throws Exception {
    URI elsewhere = uri().resolve("/digits/1");
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(elsewhere).GET().build(), BodyHandlers.ofString());

    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().startsWith("{\"error\":"), answer.body());
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
