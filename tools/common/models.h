/* Where the model files are that come with the library. */
#ifndef CLI_MODELS_H
#define CLI_MODELS_H

/*
 * The path of a model, e.g. "language.tm", for free(): in ../share/libtm of the folder that the
 * program is in, which is right for an installed tree wherever it was moved to and for a build
 * tree, or in the folder fixed when the program was built. NULL if it is in neither, after a
 * message.
 */
char *cli_model_path(const char *name);

#endif
