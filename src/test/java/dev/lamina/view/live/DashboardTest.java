package dev.lamina.view.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Callback;
import dev.lamina.model.Callback.ChunkEnd;
import dev.lamina.model.Callback.EpochEnd;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Callback.FitInfo.ModelView;
import dev.lamina.model.Callback.Pace;
import dev.lamina.model.Epoch;
import dev.lamina.model.Functional;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Monitor.Mode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live page as programs see it that ask for it. */
class DashboardTest {
  private static final String DATA = "data: ";

  private final Dashboard dashboard = Dashboard.open(0);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    dashboard.close();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(dashboard.address().resolve(path)).build();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.ofString());
  }

  /** All lines of the events, once the dashboard is closed. */
  private CompletableFuture<List<String>> lines() {
    return client
        .sendAsync(request("/events"), BodyHandlers.ofLines())
        .thenApply(response -> response.body().toList());
  }

  private static JsonNode json(String line) throws IOException {
    return new ObjectMapper().readTree(line.substring(DATA.length()));
  }

  /** The first event that a page gets which is opened now. */
  private JsonNode opened() throws IOException, InterruptedException {
    try (Stream<String> lines = client.send(request("/events"), BodyHandlers.ofLines()).body()) {
      return json(lines.findFirst().orElseThrow());
    }
  }

  /** The values of a curve, behind its title and name. */
  private static JsonNode curve(JsonNode board, String title, String name) {
    for (JsonNode chart : board.get("charts")) {
      for (JsonNode curve : chart.get("curves")) {
        if (chart.get("title").asText().equals(title) && curve.get("name").asText().equals(name)) {
          return curve;
        }
      }
    }
    throw new AssertionError(title + ": " + name + " is not in " + board);
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  @Test
  void showsTheWholeTrainingToAPageThatIsOpenedLate() throws IOException, InterruptedException {
    History history;
    try (Model model = Trainings.model()) {
      history = Trainings.fit(model, dashboard);
    }

    JsonNode board = opened();

    assertThat(board.get("over").asBoolean()).isTrue();
    assertThat(board.get("epoch").asInt()).isEqualTo(2);
    assertThat(board.get("updates").asInt()).isEqualTo(4);
    assertThat(board.get("values").get("loss").asDouble()).isEqualTo(history.lastEpoch().loss());
    JsonNode updates = curve(board, "loss of every update", "loss");
    assertThat(numbers(updates.get("x"))).containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat((float) updates.get("y").get(3).asDouble()).isEqualTo(history.finalLoss());
    for (String name : history.lastEpoch().values().keySet()) {
      JsonNode curve = curve(board, name.replace("val_", "") + " per epoch", name);
      assertThat(numbers(curve.get("x"))).containsExactly(2.0, 4.0);
      assertThat((float) curve.get("y").get(0).asDouble())
          .isEqualTo((float) history.epochs().get(0).value(name));
    }
    assertThat(numbers(curve(board, "learning rate per epoch", "learning rate").get("y")))
        .containsExactly(0.01, 0.01);
  }

  @Test
  void tellsAnOpenPageOfNewsAndOfItsEnd() throws IOException {
    CompletableFuture<List<String>> lines = lines();
    try (Model model = Trainings.model()) {
      Trainings.fit(model, dashboard);
    }
    dashboard.close();

    List<String> all = lines.join();
    List<String> data = all.stream().filter(line -> line.startsWith(DATA)).toList();
    assertThat(json(data.get(data.size() - 1)).get("over").asBoolean()).isTrue();
    assertThat(json(data.get(data.size() - 1)).get("charts")).hasSize(4);
    assertThat(all).endsWith("event: close", "data:", "");
  }

  @Test
  void goesOnWithASecondFit() throws IOException, InterruptedException {
    try (Model model = Trainings.model()) {
      Trainings.fit(model, dashboard);
      Trainings.fit(model, dashboard);
    }

    JsonNode board = opened();

    assertThat(board.get("updates").asInt()).isEqualTo(4);
    assertThat(curve(board, "loss of every update", "loss").get("x")).hasSize(8);
    assertThat(numbers(curve(board, "loss per epoch", "val_loss").get("x")))
        .containsExactly(2.0, 4.0, 6.0, 8.0);
  }

  @Test
  void isNotDisturbedByABrowserThatIsClosed() throws IOException, InterruptedException {
    try (Model model = Trainings.model()) {
      try (Stream<String> lines = client.send(request("/events"), BodyHandlers.ofLines()).body()) {
        assertThat(lines.findFirst()).isPresent();
      }
      Trainings.fit(model, dashboard);
    }

    assertThat(opened().get("updates").asInt()).isEqualTo(4);
  }

  private static FitInfo info(Model model) {
    ModelView view =
        new ModelView() {
          @Override
          public Functional network() {
            return model.network();
          }

          @Override
          public long updates() {
            return 0;
          }

          @Override
          public Map<String, FloatArray> weights() {
            return model.weights();
          }
        };
    return new FitInfo(1, 1, 2, 1, Map.of("loss", Mode.MIN), Map.of(), view);
  }

  @Test
  void leavesAGapWhereALossIsNoNumber() throws IOException, InterruptedException {
    try (Model model = Trainings.model()) {
      Callback shown = dashboard.begin(info(model));
      Epoch epoch = new Epoch(1, 2, 2, Double.NaN, Map.of(), Map.of(), 1, 1);
      shown.onEpochEnd(new EpochEnd(epoch, 1, 1, 2, 0));
      shown.onChunkEnd(
          new ChunkEnd(
              1,
              1,
              2,
              2,
              new float[] {1, Float.NaN},
              Map.of("loss", Double.NaN),
              new Pace(1, 0),
              0));
    }

    JsonNode board = opened();

    assertThat(curve(board, "loss of every update", "loss").get("y")).hasToString("[1.0,null]");
    assertThat(board.get("values").get("loss").asText()).isEqualTo("NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/live.js", "/live.css", "/uplot.js", "/uplot.css"})
  void servesThePageItself(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isNotEmpty();
    assertThat(response.headers().firstValue("Content-Security-Policy"))
        .isEqualTo(Optional.of("default-src 'self'; img-src data:"));
  }

  @Test
  void servesNothingElse() throws IOException, InterruptedException {
    assertThat(get("/../pom.xml").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(dashboard.address())
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  /** Otherwise a page of that name, resolved to this machine, could read the training. */
  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:7007", "127.0.0.1.evil.example", "a@localhost"})
  void refusesARequestForAnotherHost(String host) throws IOException {
    assertThat(statusFor(host)).startsWith("HTTP/1.1 403");
  }

  /** As through a tunnel, whose port is another one. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost:9000", "127.0.0.1", "LOCALHOST", "[::1]:1"})
  void answersForItsOwnNames(String host) throws IOException {
    assertThat(statusFor(host)).startsWith("HTTP/1.1 200");
  }

  private String statusFor(String host) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), dashboard.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(host)
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(12), UTF_8);
    }
  }

  @Test
  void isReachedFromThisMachineAlone() throws IOException {
    Optional<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .findFirst();
    assumeThat(outside).isPresent();

    assertThatThrownBy(() -> new Socket(outside.orElseThrow(), dashboard.address().getPort()))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void saysThatItsPortIsTaken() {
    int port = dashboard.address().getPort();

    assertThatThrownBy(() -> Dashboard.open(port))
        .isInstanceOf(DashboardException.class)
        .hasMessageStartingWith("The live page cannot have port " + port + " (")
        .hasMessageEndingWith("); give another one, or 0 for any that is free.");
    assertThatThrownBy(() -> Dashboard.open(65_536))
        .hasMessage("A port is from 1 to 65535, or 0 for any that is free, but got 65536.");
  }

  @Test
  void givesItsPortBackWhenItIsClosed() {
    int port = dashboard.address().getPort();
    dashboard.close();
    dashboard.close();

    try (Dashboard again = Dashboard.open(port)) {
      assertThat(again.address()).isEqualTo(dashboard.address());
    }
  }
}
