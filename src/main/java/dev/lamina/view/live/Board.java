package dev.lamina.view.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.model.Callback.ChunkEnd;
import dev.lamina.model.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page shows: how far a training is, and its curves over the updates made. The thread that
 * trains writes, those that serve pages read and wait for news.
 */
final class Board {
  private static final String UPDATES = "loss of every update";
  private static final String RATE = "learning rate";
  private static final String PER_EPOCH = " per epoch";

  /** Charts by title, their curves by name. */
  private final Map<String, Map<String, Curve>> charts = new LinkedHashMap<>();

  private final ObjectNode status = JsonNodeFactory.instance.objectNode();
  private List<Epoch> ended = new ArrayList<>();
  private long updatesBefore;
  private long updates;
  private long version;
  private boolean closed;

  /**
   * The board at one moment.
   *
   * @param version higher than that of any moment before
   * @param json what the page draws
   * @param closed whether no other will follow
   */
  record Snapshot(long version, String json, boolean closed) {}

  /** A training begins, perhaps not the first one. */
  synchronized void begin(int epochs, long plannedUpdates) {
    updatesBefore = updates;
    status.removeAll();
    status.put("over", false).put("epoch", 0).put("epochs", epochs);
    status.put("updates", 0).put("plannedUpdates", plannedUpdates);
    changed();
  }

  /** An epoch ended; where its values go is known when the chunk that ended it is. */
  synchronized void epochEnd(Epoch epoch) {
    ended.add(epoch);
  }

  synchronized void chunkEnd(ChunkEnd chunk) {
    updates = updatesBefore + chunk.updates();
    float[] losses = chunk.losses();
    for (int i = 0; i < losses.length; i++) {
      curve(UPDATES, "loss").add(updates - losses.length + 1 + i, losses[i]);
    }
    addEpochs();
    status.put("epoch", chunk.fitEpoch()).put("updates", chunk.updates());
    status.put("examplesPerSecond", chunk.pace().examplesPerSecond());
    if (Double.isFinite(chunk.pace().secondsLeft())) {
      status.put("secondsLeft", chunk.pace().secondsLeft());
    }
    ObjectNode values = status.putObject("values");
    chunk.values().forEach((name, value) -> put(values, name, value));
    changed();
  }

  /** The last of the epochs ended with the chunk, the others as many updates earlier. */
  private void addEpochs() {
    long end = updates - ended.stream().mapToLong(Epoch::updates).sum();
    for (Epoch epoch : ended) {
      end += epoch.updates();
      for (Map.Entry<String, Double> value : epoch.values().entrySet()) {
        String name = value.getKey();
        String of =
            name.startsWith(Epoch.VALIDATION) ? name.substring(Epoch.VALIDATION.length()) : name;
        curve(of + PER_EPOCH, name).add(end, value.getValue());
      }
      curve(RATE + PER_EPOCH, RATE).add(end, epoch.learningRate());
    }
    ended = new ArrayList<>();
  }

  private Curve curve(String chart, String name) {
    return charts
        .computeIfAbsent(chart, title -> new LinkedHashMap<>())
        .computeIfAbsent(name, curve -> new Curve());
  }

  synchronized void end() {
    status.put("over", true).remove("secondsLeft");
    changed();
  }

  /** Nothing comes after this. */
  synchronized void close() {
    closed = true;
    changed();
  }

  private void changed() {
    version++;
    notifyAll();
  }

  /**
   * Waits for a board that is newer than one that was seen, or for so long.
   *
   * @return the board of now, which is the same if it took too long
   */
  synchronized Snapshot await(long seen, long milliseconds) throws InterruptedException {
    long end = System.nanoTime() + milliseconds * 1_000_000;
    long left = milliseconds;
    while (version == seen && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return new Snapshot(version, version == seen ? "" : json(), closed);
  }

  private String json() {
    ObjectNode all = status.deepCopy();
    ArrayNode drawn = all.putArray("charts");
    charts.forEach(
        (title, curves) -> {
          ArrayNode lines = drawn.addObject().put("title", title).putArray("curves");
          curves.forEach((name, curve) -> draw(lines.addObject().put("name", name), curve));
        });
    return all.toString();
  }

  private static void draw(ObjectNode line, Curve curve) {
    ArrayNode x = line.putArray("x");
    ArrayNode y = line.putArray("y");
    for (Curve.Point point : curve.points()) {
      x.add(point.x());
      if (Double.isFinite(point.y())) {
        y.add((float) point.y());
      } else {
        y.addNull();
      }
    }
  }

  /** JSON has no NaN. */
  private static void put(ObjectNode values, String name, double value) {
    if (Double.isFinite(value)) {
      values.put(name, value);
    } else {
      values.put(name, Double.toString(value));
    }
  }
}
