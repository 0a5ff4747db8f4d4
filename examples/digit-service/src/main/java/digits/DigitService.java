package digits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lamina.serving.Predictor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers {@code POST /digit}, a JSON list of 784 numbers from 0 for paper to 1 for ink, with
 * {@code {"digit": 7, "probability": 0.98}}. All threads share one predictor.
 */
public final class DigitService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PIXELS = 784;

  private final Predictor predictor;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  private DigitService(Predictor predictor, HttpServer server) {
    this.predictor = predictor;
    this.server = server;
  }

  /** Serves the SavedModel of a folder on a port of this machine's loopback; 0 takes a free one. */
  static DigitService start(Path model, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    DigitService service = new DigitService(Predictor.load(model), server);
    server.createContext("/digit", service::answer);
    server.setExecutor(service.threads);
    server.start();
    return service;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        send(exchange, 405, Map.of("error", "Digits are asked for by POST, not by another method."));
        return;
      }
      try {
        send(exchange, 200, recognize(image(exchange)));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
      }
    }
  }

  private static float[] image(HttpExchange exchange) throws IOException {
    float[] image = JSON.readValue(exchange.getRequestBody(), float[].class);
    if (image == null) {
      throw new IllegalArgumentException("There is no image; send a JSON list of 784 numbers.");
    }
    if (image.length != PIXELS) {
      throw new IllegalArgumentException(
          "An image has 784 numbers, but " + image.length + " came; send it row by row.");
    }
    for (int i = 0; i < image.length; i++) {
      if (!(image[i] >= 0 && image[i] <= 1)) {
        throw new IllegalArgumentException(
            "Number " + i + " is " + image[i] + "; send numbers from 0 for paper to 1 for ink.");
      }
    }
    return image;
  }

  private Map<String, ?> recognize(float[] image) {
    float[] probabilities = predictor.predict(image);
    int digit = mostProbable(probabilities);
    return Map.of("digit", digit, "probability", probabilities[digit]);
  }

  private static int mostProbable(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> answer)
      throws IOException {
    byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    predictor.close();
  }

  /** Arguments: the model's folder, made if it is not there, and the port. */
  public static void main(String[] arguments) throws IOException {
    Path model = Path.of(arguments.length > 0 ? arguments[0] : "target/digit-model");
    int port = arguments.length > 1 ? port(arguments[1]) : 8080;
    if (port < 0) {
      System.err.println("\"" + arguments[1] + "\" is no port; give a number from 0 to 65535.");
      System.exit(2);
    }
    DigitModel.provide(model);
    try {
      DigitService service = start(model, port);
      System.out.println("POST http://localhost:" + service.port() + "/digit; Ctrl-C ends it.");
    } catch (BindException e) {
      System.err.println("Port " + port + " cannot be used (" + e.getMessage() + "); give another.");
      System.exit(1);
    }
  }

  /** The port that a text names; -1 if it names none. */
  static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port <= 65535 ? Math.max(port, -1) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
