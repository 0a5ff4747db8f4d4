package dev.lamina.model;

import java.util.ArrayList;
import java.util.List;

/** What a model went through: its fits, and the data of the last one. */
final class Past {
  private final List<History> fits = new ArrayList<>();
  private int epochs;
  private TrainedOn data = TrainedOn.nothing();

  /** How many epochs there were, over all fits. */
  int epochs() {
    return epochs;
  }

  /** What each fit was like. */
  List<History> fits() {
    return List.copyOf(fits);
  }

  /** What the last fit was like. */
  History last() {
    return fits.get(fits.size() - 1);
  }

  /** The same as {@link #fits} and one more, which is under way. */
  List<History> fitsAnd(History underWay) {
    List<History> all = new ArrayList<>(fits);
    all.add(underWay);
    return all;
  }

  /** What the last fit was trained on. */
  TrainedOn data() {
    return data;
  }

  /** A fit begins. */
  void begin(TrainedOn on) {
    data = on;
  }

  /**
   * A fit has ended.
   *
   * @param epochsSoFar over all fits
   */
  void end(int epochsSoFar, History fit) {
    epochs = epochsSoFar;
    fits.add(fit);
  }

  /** Becomes what was saved. */
  void take(ModelCheckpoint saved) {
    epochs = saved.epochs();
    data = TrainedOn.written(saved.terms().data());
    fits.clear();
    fits.addAll(saved.fits());
  }

  /** The last fit goes on, so it is yet to end. */
  void resumeLast() {
    fits.remove(fits.size() - 1);
  }

  /** Forgets all. */
  void clear() {
    epochs = 0;
    data = TrainedOn.nothing();
    fits.clear();
  }
}
