package org.rapport.model.network;

/** What follows the encoders' dense layer. */
public enum Activation {
    /** Nothing. */
    NONE,
    /** max(0, x). */
    RELU
}
