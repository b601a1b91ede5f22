/**
 * A session that everything happens to, from one seed, and an oracle that knows what was promised. {@code mvn -Pchaos verify
 * -Dchaos.seconds=600 -Dchaos.seed=1} runs it over the built distribution.
 */
package org.rapport.chaos;
