package digits;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lamina.serving.Predictor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Answers {@code POST /digit}, a JSON list of 784 numbers from 0 for paper to 1 for ink, with
 * {@code {"digit": 7, "probability": 0.98}}, and all else with {@code {"error": "..."}}. All threads
 * share one predictor. What one client can take is bounded: the length of a question, the time for
 * it, and how many are answered at once.
 */
public final class DigitService implements AutoCloseable {
  /** Numbers are numbers, neither texts nor null, and nothing comes behind the list. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final int PIXELS = 784;

  /** 784 numbers of 80 letters each. */
  private static final int LONGEST_QUESTION = 64 * 1024;

  private static final String WANTED =
      "send a JSON list of 784 numbers, row by row, from 0 for paper to 1 for ink.";

  private static final System.Logger LOG = System.getLogger(DigitService.class.getName());

  private static final int MOST_AT_ONCE = 64;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** A page of another host could have its name resolved to this machine and then ask. */
  private static final Pattern OWN_HOST =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);

  static {
    // The JDK's server reads these once, in seconds, before it first starts.
    for (String limit : List.of("maxReqTime", "maxRspTime", "idleInterval")) {
      System.setProperty("sun.net.httpserver." + limit, "" + LONGEST_WAIT.toSeconds());
    }
    // An answer is sent in two pieces; the second would wait 40 ms for the first one's receipt.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("jdk.httpserver.maxConnections", "" + 4 * MOST_AT_ONCE);
  }

  private final Predictor predictor;
  private final HttpServer server;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MOST_AT_ONCE,
          LONGEST_WAIT.toSeconds(),
          TimeUnit.SECONDS,
          new SynchronousQueue<>());

  private DigitService(Predictor predictor, HttpServer server) {
    this.predictor = predictor;
    this.server = server;
  }

  /** Serves the SavedModel of a folder on a port of this machine's loopback; 0 takes a free one. */
  static DigitService start(Path model, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    DigitService service = new DigitService(Predictor.load(model), server);
    server.createContext("/", service::answer);
    server.setExecutor(service.threads);
    server.start();
    return service;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        send(exchange, 200, recognize(image(question(exchange))));
      } catch (Refusal e) {
        send(exchange, e.status, Map.of("error", String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "A question is not answered.", e);
        send(exchange, 500, Map.of("error", "The service failed; its log says why."));
      }
    }
  }

  /** A question that is not answered. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private static byte[] question(HttpExchange exchange) throws IOException, Refusal {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !OWN_HOST.matcher(hosts.get(0)).matches()) {
      throw new Refusal(403, "Digits are told to this machine alone; ask localhost.");
    }
    if (!exchange.getRequestURI().getPath().equals("/digit")) {
      throw new Refusal(404, "There is nothing here; ask /digit.");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      throw new Refusal(405, "Digits are asked for by POST, not by another method.");
    }
    byte[] question = exchange.getRequestBody().readNBytes(LONGEST_QUESTION + 1);
    if (question.length > LONGEST_QUESTION) {
      exchange.getResponseHeaders().set("Connection", "close");
      throw new Refusal(413, "An image takes at most " + LONGEST_QUESTION + " bytes; more came.");
    }
    return question;
  }

  private static float[] image(byte[] question) throws IOException, Refusal {
    float[] image;
    try {
      image = JSON.readValue(question, float[].class);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new Refusal(400, "This is no JSON list of numbers" + place + "; " + WANTED);
    }
    if (image == null) {
      throw new Refusal(400, "There is no image; " + WANTED);
    }
    if (image.length != PIXELS) {
      throw new Refusal(400, "An image has 784 numbers, but " + image.length + " came; " + WANTED);
    }
    for (int i = 0; i < image.length; i++) {
      if (!(image[i] >= 0 && image[i] <= 1)) {
        throw new Refusal(400, "Number " + i + " is " + image[i] + "; " + WANTED);
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
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
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
