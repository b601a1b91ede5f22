package org.rapport.model.network;

/**
 * What a network is built from.
 *
 * @param algebra makes the operations of the graph
 * @param variables makes the weights
 * @param shape the sizes
 * @param batch how many windows run at once
 * @param dropout what training leaves out at random
 */
public record Blueprint(Algebra algebra, Variables variables, NetworkShape shape, int batch, Dropout dropout) {
}
