package dev.lamina.engine;

/**
 * The static sizes of a training loop: XLA compiles one program for each.
 *
 * @param rows how many examples lie there
 * @param examples how many of them an epoch uses
 * @param batch the size of a full batch
 * @param rest the size of the smaller last batch, 0 if there is none
 * @param epochs at most how many epochs one run makes
 * @param updates at most how many updates one run makes
 * @param shuffled whether an order of the rows is fed for each epoch
 * @param weighted whether there is a weight for each example
 */
record LoopShape(
    int rows,
    int examples,
    int batch,
    int rest,
    int epochs,
    int updates,
    boolean shuffled,
    boolean weighted) {}
