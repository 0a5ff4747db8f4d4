package dev.lamina.view.live;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Decision;
import java.io.IOException;
import java.net.URI;

/**
 * A page that shows a training while it runs: how far it is, the loss of every update, and the
 * loss, the metrics and the learning rate of every epoch, with those on validation data.
 *
 * <pre>{@code
 * try (Dashboard dashboard = Dashboard.open(7007)) {
 *   System.out.println("Look at " + dashboard.address());
 *   model.fit(train.batch(32), epochs(5).validation(test).callback(dashboard));
 * }
 * }</pre>
 *
 * <p>Only browsers of this machine reach it. A page that is opened late shows the training from its
 * beginning; how many pages there are, and how slow, is of no matter to the training. A second fit
 * goes on where the first one left off. The page is served until the dashboard is closed or the
 * program ends; a browser keeps what it shows.
 */
public final class Dashboard implements Callback, AutoCloseable {
  private static final int LAST_PORT = 65_535;

  private final Board board = new Board();
  private final LiveServer server;

  private Dashboard(int port) throws IOException {
    this.server = LiveServer.start(board, port);
  }

  /**
   * Begins to serve the page.
   *
   * @param port on which, from 1 to 65535; 0 for any that is free
   * @throws DashboardException if the port cannot be had, such as when another program has it
   */
  public static Dashboard open(int port) {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "A port is from 1 to %s, or 0 for any that is free, but got %s."
              .formatted(LAST_PORT, port));
    }
    try {
      return new Dashboard(port);
    } catch (IOException e) {
      throw new DashboardException(
          "The live page cannot have port %s (%s); give another one, or 0 for any that is free."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** Where the page is: {@code http://127.0.0.1:7007/}. */
  public URI address() {
    return URI.create("http://127.0.0.1:%s/".formatted(server.port()));
  }

  @Override
  public Callback begin(FitInfo fit) {
    board.begin(fit.epochs(), (long) fit.epochUpdates() * fit.epochs());
    return new Watcher();
  }

  @Override
  public boolean observes() {
    return true;
  }

  /** What of one fit is shown; the page outlives it. */
  private final class Watcher implements Callback {
    @Override
    public Decision onEpochEnd(EpochEnd end) {
      board.epochEnd(end.epoch());
      return Decision.go();
    }

    @Override
    public Decision onChunkEnd(ChunkEnd end) {
      board.chunkEnd(end);
      return Decision.go();
    }

    @Override
    public void close() {
      board.end();
    }
  }

  /** Ends the page's service; browsers that show it get the last state. Closing twice is once. */
  @Override
  public void close() {
    board.close();
    server.close();
  }
}
