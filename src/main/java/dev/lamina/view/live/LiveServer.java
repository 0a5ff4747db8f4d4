package dev.lamina.view.live;

import static java.net.HttpURLConnection.HTTP_BAD_METHOD;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lamina.view.Resources;
import dev.lamina.view.chart.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Serves the page and its events on this machine's loopback address, which no other machine
 * reaches.
 */
final class LiveServer implements AutoCloseable {
  /** Shows a browser that is gone, and one that is there that the connection lives. */
  private static final long HEARTBEAT_MILLIS = 10_000;

  /** A page need not change more often. */
  private static final long SHORTEST_PAUSE_MILLIS = 100;

  private static final long LONGEST_GOODBYE_MILLIS = 1000;

  /** Connections beyond are closed. */
  private static final int MOST_PAGES = 64;

  /**
   * A page of another host could have its name resolved to this machine and then read what is
   * served here; its requests carry its name.
   */
  private static final Pattern OWN_HOST =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final Map<String, Content> FILES =
      Map.of(
          "/", new Content(() -> own("live.html"), HTML),
          "/live.js", new Content(() -> own("live.js"), SCRIPT),
          "/live.css", new Content(() -> Theme.stylesheet() + own("live.css"), STYLE),
          "/uplot.js", new Content(() -> Resources.uplot("dist/uPlot.iife.min.js"), SCRIPT),
          "/uplot.css", new Content(() -> Resources.uplot("dist/uPlot.min.css"), STYLE));

  private final Board board;
  private final HttpServer server;

  /** Each page that is open takes one. */
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MOST_PAGES,
          HEARTBEAT_MILLIS,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "lamina-live");
            thread.setDaemon(true);
            return thread;
          });

  private record Content(Supplier<String> text, String type) {}

  private static String own(String name) {
    return Resources.text(LiveServer.class, name);
  }

  private LiveServer(Board board, HttpServer server) {
    this.board = board;
    this.server = server;
  }

  /**
   * Begins to serve a board.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port cannot be had
   */
  static LiveServer start(Board board, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    LiveServer live = new LiveServer(board, HttpServer.create(address, 0));
    live.server.createContext("/", live::handle);
    live.server.setExecutor(live.threads);
    // Started by a daemon, the server's own thread is one as well and keeps no program alive.
    CompletableFuture.runAsync(live.server::start, live.threads).join();
    return live;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Content content = FILES.get(path);
      if (!isOwnHost(exchange)) {
        refuse(exchange, HTTP_FORBIDDEN, "This page is served to this machine alone.");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        refuse(exchange, HTTP_BAD_METHOD, "There is nothing to do but to look.");
      } else if (path.equals("/events")) {
        stream(exchange);
      } else if (content != null) {
        send(exchange, HTTP_OK, content.type(), content.text().get().getBytes(UTF_8));
      } else {
        refuse(exchange, HTTP_NOT_FOUND, "There is no such page.");
      }
    }
  }

  private static boolean isOwnHost(HttpExchange exchange) {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    return hosts.size() == 1 && OWN_HOST.matcher(hosts.get(0)).matches();
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    send(exchange, status, "text/plain; charset=utf-8", (why + "\n").getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    setHeaders(exchange, type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void setHeaders(HttpExchange exchange, String type) {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange
        .getResponseHeaders()
        .set("Content-Security-Policy", "default-src 'self'; img-src data:");
  }

  /**
   * Sends the whole board, and again whenever there is news: a page that is opened late, or was
   * away for a while, has everything with its first event.
   */
  private void stream(HttpExchange exchange) throws IOException {
    setHeaders(exchange, "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(HTTP_OK, 0);
    OutputStream events = exchange.getResponseBody();
    try {
      Board.Snapshot seen = new Board.Snapshot(-1, "", false);
      while (!seen.closed()) {
        Board.Snapshot now = board.await(seen.version(), HEARTBEAT_MILLIS);
        String text = now.version() == seen.version() ? ":\n\n" : "data: " + now.json() + "\n\n";
        events.write(text.getBytes(UTF_8));
        events.flush();
        seen = now;
        Thread.sleep(SHORTEST_PAUSE_MILLIS);
      }
      events.write("event: close\ndata:\n\n".getBytes(UTF_8));
    } catch (InterruptedException e) {
      // The server is closed while a browser is slow.
      Thread.currentThread().interrupt();
    }
  }

  /** Lets pages take their last event, then ends. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(LONGEST_GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    server.stop(0);
  }
}
