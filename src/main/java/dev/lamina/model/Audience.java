package dev.lamina.model;

import java.util.ArrayList;
import java.util.List;

/** The listeners of a fit. Closing it tells each one that was told of the begin of the end. */
final class Audience implements AutoCloseable {
  private final List<Listener> listeners = new ArrayList<>();

  private Audience() {}

  static Audience begin(List<Listener> listeners, Listener.Begin begin) {
    Audience audience = new Audience();
    try {
      for (Listener listener : listeners) {
        audience.listeners.add(listener);
        listener.onBegin(begin);
      }
      return audience;
    } catch (RuntimeException | Error e) {
      Closing.allAfter(e, List.of(audience::close));
      throw e;
    }
  }

  void onEpochEnd(Epoch epoch) {
    listeners.forEach(listener -> listener.onEpochEnd(epoch));
  }

  void onChunkEnd(Listener.Progress progress) {
    listeners.forEach(listener -> listener.onChunkEnd(progress));
  }

  @Override
  public void close() {
    Closing.all(listeners.stream().<Runnable>map(listener -> listener::onEnd).toList());
  }
}
