package dev.lamina.model;

/**
 * An epoch that is about to begin.
 *
 * @param number of the epoch, counted from 1, on over several fits
 * @param fitEpoch the number of the epoch in this fit, counted from 1
 * @param epochs how many epochs this fit is to make
 * @param learningRate of its updates, unless a callback decides otherwise; NaN if it follows a
 *     schedule
 * @param updates how many updates this fit has made
 * @param seconds since this fit began to train
 */
public record EpochBegin(
    int number, int fitEpoch, int epochs, float learningRate, long updates, double seconds) {}
