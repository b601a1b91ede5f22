/* Those functions of liblsl's lsl_c.h that the benchmarks' programs in C use; no copy of it is needed then. */
#include <stdint.h>

typedef struct lsl_streaminfo_struct *lsl_streaminfo;
typedef struct lsl_outlet_struct *lsl_outlet;
typedef struct lsl_inlet_struct *lsl_inlet;
typedef struct lsl_xml_ptr_struct *lsl_xml_ptr;

enum { LSL_FLOAT32 = 1, LSL_DOUBLE64 = 2 };

extern int32_t lsl_library_version(void);
extern double lsl_local_clock(void);
extern lsl_streaminfo lsl_create_streaminfo(const char *name, const char *type, int32_t channels, double rate, int format,
    const char *source);
extern lsl_xml_ptr lsl_get_desc(lsl_streaminfo info);
extern lsl_xml_ptr lsl_append_child(lsl_xml_ptr element, const char *name);
extern lsl_xml_ptr lsl_append_child_value(lsl_xml_ptr element, const char *name, const char *value);
extern lsl_outlet lsl_create_outlet(lsl_streaminfo info, int32_t chunk, int32_t seconds);
extern int32_t lsl_push_sample_ftp(lsl_outlet out, const float *data, double stamp, int32_t through);
extern int32_t lsl_push_sample_dtp(lsl_outlet out, const double *data, double stamp, int32_t through);
extern int32_t lsl_push_chunk_ftp(lsl_outlet out, const float *data, unsigned long elements, double stamp, int32_t through);
extern int32_t lsl_wait_for_consumers(lsl_outlet out, double seconds);
extern int32_t lsl_resolve_byprop(lsl_streaminfo *found, uint32_t room, const char *prop, const char *value, int32_t least,
    double seconds);
extern lsl_inlet lsl_create_inlet(lsl_streaminfo info, int32_t seconds, int32_t chunk, int32_t recover);
extern void lsl_open_stream(lsl_inlet in, double seconds, int32_t *error);
extern double lsl_pull_sample_f(lsl_inlet in, float *data, int32_t elements, double seconds, int32_t *error);
extern double lsl_pull_sample_d(lsl_inlet in, double *data, int32_t elements, double seconds, int32_t *error);
extern unsigned long lsl_pull_chunk_f(lsl_inlet in, float *data, double *stamps, unsigned long elements, unsigned long samples,
    double seconds, int32_t *error);
