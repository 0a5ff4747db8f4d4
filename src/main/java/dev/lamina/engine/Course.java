package dev.lamina.engine;

/**
 * From where to where a training goes.
 *
 * @param epoch the number of its first epoch, counted from 0, from which the epoch's shuffle
 *     follows
 * @param updates how many updates of that epoch were made already
 * @param end the epoch before which it ends
 */
public record Course(int epoch, int updates, int end) {}
