/** Trainings on a Spark cluster: a master and workers that are processes of this machine, of the Spark that Maven has. */
package org.rapport.it.cluster;
