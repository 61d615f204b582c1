namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>
/// The built-in functions that are known, by the sections of chapter 9 of the PostgreSQL manual (versions 12 to 18) and, where
/// named, of other chapters. Each name is in one section only. A test compares the table with a server's <c>pg_proc</c>.
/// </summary>
internal static class BuiltInFunctionTable
{
    /// <summary>
    /// Functions that only read, are soon done and leave the connection as it was. The clocks among them are volatile.
    /// </summary>
    public static readonly string[] Reads =
    [
        // 9.2 Comparison Functions
        "num_nonnulls num_nulls",

        // 9.3 Mathematical Functions
        """
        abs cbrt ceil ceiling degrees div erf erfc exp factorial floor gamma gcd lcm lgamma ln log log10 min_scale mod pi pow
        power radians round scale sign sqrt trim_scale trunc width_bucket acos acosd asin asind atan atand atan2 atan2d cos cosd
        cot cotd sin sind tan tand sinh cosh tanh asinh acosh atanh
        """,

        // 9.4 String Functions
        """
        ascii bit_length btrim casefold char_length character_length chr concat concat_ws format initcap is_normalized left length
        lower lpad ltrim md5 normalize octet_length overlay parse_ident pg_client_encoding position quote_ident quote_literal
        quote_nullable regexp_count regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array
        regexp_split_to_table regexp_substr repeat replace reverse right rpad rtrim split_part starts_with string_to_array
        string_to_table strpos substr substring to_ascii to_bin to_hex to_oct translate unicode_assigned unistr upper
        """,

        // 9.5 Binary String Functions
        """
        bit_count convert convert_from convert_to crc32 crc32c decode encode get_bit get_byte set_bit set_byte sha224 sha256
        sha384 sha512
        """,

        // 9.7 Pattern Matching: the functions behind LIKE and SIMILAR TO
        "like like_escape notlike similar_escape similar_to_escape",

        // 9.8 Data Type Formatting Functions
        "to_char to_date to_number to_timestamp",

        // 9.9 Date/Time Functions
        """
        age clock_timestamp date_add date_bin date_part date_subtract date_trunc extract isfinite justify_days justify_hours
        justify_interval make_date make_interval make_time make_timestamp make_timestamptz now overlaps statement_timestamp
        timeofday timezone transaction_timestamp
        """,

        // 9.10 Enum Support Functions
        "enum_first enum_last enum_range",

        // 9.11 Geometric Functions
        """
        area bound_box box center circle diagonal diameter height isclosed ishorizontal isopen isparallel isperp isvertical line
        lseg npoints path pclose point polygon popen radius slope width
        """,

        // 9.12 Network Address Functions
        """
        abbrev broadcast cidr family host hostmask inet_merge inet_same_family macaddr macaddr8 macaddr8_set7bit masklen netmask
        network set_masklen
        """,

        // 9.13 Text Search Functions
        """
        array_to_tsvector get_current_ts_config json_to_tsvector jsonb_to_tsvector numnode phraseto_tsquery plainto_tsquery
        querytree setweight strip to_tsquery to_tsvector ts_debug ts_delete ts_filter ts_headline ts_lexize ts_parse ts_rank
        ts_rank_cd ts_token_type tsquery_phrase tsvector_to_array websearch_to_tsquery
        """,

        // 9.14 UUID Functions
        "uuid_extract_timestamp uuid_extract_version",

        // 9.15 XML Functions
        """
        xml_is_well_formed xml_is_well_formed_content xml_is_well_formed_document xmlagg xmlcomment xmlexists xmltext xpath
        xpath_exists
        """,

        // 9.16 JSON Functions
        """
        array_to_json json_array_elements json_array_elements_text json_array_length json_build_array json_build_object json_each
        json_each_text json_extract_path json_extract_path_text json_object json_object_keys json_populate_record
        json_populate_recordset json_strip_nulls json_to_record json_to_recordset json_typeof jsonb_array_elements
        jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text
        jsonb_extract_path jsonb_extract_path_text jsonb_insert jsonb_object jsonb_object_keys jsonb_path_exists
        jsonb_path_exists_tz jsonb_path_match jsonb_path_match_tz jsonb_path_query jsonb_path_query_array
        jsonb_path_query_array_tz jsonb_path_query_first jsonb_path_query_first_tz jsonb_path_query_tz jsonb_populate_record
        jsonb_populate_record_valid jsonb_populate_recordset jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls
        jsonb_to_record jsonb_to_recordset jsonb_typeof row_to_json to_json to_jsonb
        """,

        // 9.19 Array Functions
        """
        array_append array_cat array_dims array_fill array_length array_lower array_ndims array_position array_positions
        array_prepend array_remove array_replace array_reverse array_sort array_to_string array_upper cardinality trim_array
        unnest
        """,

        // 9.20 Range and Multirange Functions, 8.17.6 Constructing Ranges
        """
        isempty lower_inc lower_inf multirange range_merge upper_inc upper_inf
        datemultirange daterange int4multirange int4range int8multirange int8range nummultirange numrange tsmultirange tsrange
        tstzmultirange tstzrange
        """,

        // 9.21 Aggregate Functions
        """
        any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or count every json_agg json_agg_strict json_object_agg
        json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict jsonb_agg jsonb_agg_strict jsonb_object_agg
        jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict max min range_agg range_intersect_agg
        string_agg sum corr covar_pop covar_samp regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx
        regr_sxy regr_syy stddev stddev_pop stddev_samp var_pop var_samp variance mode percentile_cont percentile_disc
        """,

        // 9.22 Window Functions
        "cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number",

        // 9.25 Set Returning Functions
        "generate_series generate_subscripts",

        // 9.27 System Information Functions: session, privileges, visibility, catalogue, comments, snapshots
        """
        current_database current_schema current_schemas current_user inet_client_addr inet_client_port inet_server_addr
        inet_server_port pg_backend_pid pg_conf_load_time pg_is_other_temp_schema pg_my_temp_schema pg_postmaster_start_time
        pg_trigger_depth row_security_active session_user version unicode_version icu_unicode_version has_any_column_privilege
        has_column_privilege has_database_privilege has_foreign_data_wrapper_privilege has_function_privilege
        has_language_privilege has_largeobject_privilege has_parameter_privilege has_schema_privilege has_sequence_privilege
        has_server_privilege has_table_privilege has_tablespace_privilege has_type_privilege pg_has_role acldefault aclexplode
        makeaclitem pg_get_acl pg_collation_is_visible pg_conversion_is_visible pg_function_is_visible pg_opclass_is_visible
        pg_operator_is_visible pg_opfamily_is_visible pg_statistics_obj_is_visible pg_table_is_visible pg_ts_config_is_visible
        pg_ts_dict_is_visible pg_ts_parser_is_visible pg_ts_template_is_visible pg_type_is_visible format_type pg_basetype
        pg_char_to_encoding pg_collation_for pg_encoding_to_char pg_get_catalog_foreign_keys pg_get_constraintdef pg_get_expr
        pg_get_function_arg_default pg_get_function_arguments pg_get_function_identity_arguments pg_get_function_result
        pg_get_function_sqlbody pg_get_functiondef pg_get_indexdef pg_get_keywords pg_get_partition_constraintdef
        pg_get_partkeydef pg_get_ruledef pg_get_serial_sequence pg_get_statisticsobjdef pg_get_triggerdef pg_get_userbyid
        pg_get_viewdef pg_index_column_has_property pg_index_has_property pg_indexam_has_property pg_options_to_table
        pg_relation_is_publishable pg_sequence_parameters pg_settings_get_flags pg_tablespace_location pg_typeof to_regclass
        to_regcollation to_regnamespace to_regoper to_regoperator to_regproc to_regprocedure to_regrole to_regtype to_regtypemod
        pg_column_is_updatable pg_relation_is_updatable pg_describe_object pg_get_object_address pg_identify_object
        pg_identify_object_as_address col_description obj_description shobj_description pg_input_error_info pg_input_is_valid
        pg_current_snapshot pg_current_xact_id_if_assigned pg_snapshot_xip pg_snapshot_xmax pg_snapshot_xmin
        pg_visible_in_snapshot txid_current_if_assigned txid_current_snapshot txid_snapshot_xip txid_snapshot_xmax
        txid_snapshot_xmin txid_visible_in_snapshot mxid_age getdatabaseencoding
        """,

        // 9.28 System Administration Functions: settings, sizes of values, locations
        """
        current_setting pg_column_compression pg_column_size pg_column_toast_chunk_id pg_filenode_relation pg_partition_root
        pg_relation_filenode pg_relation_filepath pg_size_bytes pg_size_pretty pg_wal_lsn_diff
        """,

        // Chapter 8 Data Types: casts written as calls, and hashing by type (undocumented, but used for sharding)
        """
        bool bpchar date float4 float8 int2 int4 int8 interval money name numeric oid regclass text time timestamp timestamptz
        timetz varbit varchar xid xml bit char cash_words hash_array hash_array_extended hash_numeric hash_record
        hash_record_extended hashint4 hashint4extended hashint8 hashint8extended hashtext hashtextextended uuid_hash
        uuid_hash_extended jsonb_hash satisfies_hash_partition
        """,
    ];

    /// <summary>Functions that only read, but take long by design, are volatile, or touch the connection.</summary>
    public static readonly string[] LeasedReads =
    [
        // 9.3.4 Random Functions, 9.14 UUID Functions, 9.19: they draw from the generator that setseed() sets
        "random random_normal gen_random_uuid uuidv4 uuidv7 array_sample array_shuffle",

        // SELECT, TABLESAMPLE: the sampling methods, which look like calls
        "bernoulli system",

        // 9.9.5 Delaying Execution
        "pg_sleep pg_sleep_for pg_sleep_until",

        // 9.27 System Information Functions: about the server or the connection that answers
        """
        current_query pg_blocking_pids pg_jit_available pg_listening_channels pg_notification_queue_usage
        pg_safe_snapshot_blocking_pids pg_xact_status txid_status pg_tablespace_databases pg_control_checkpoint pg_control_init
        pg_control_recovery pg_control_system pg_available_extension_versions pg_available_extensions pg_extension_update_paths
        pg_timezone_abbrevs pg_timezone_names pg_config pg_get_publication_tables
        """,

        // 9.28.4 Recovery Information Functions
        """
        pg_get_wal_replay_pause_state pg_is_in_recovery pg_is_wal_replay_paused pg_last_wal_receive_lsn pg_last_wal_replay_lsn
        pg_last_xact_replay_timestamp
        """,

        // 9.28.7 Database Object Management Functions: sizes on disk, partitions, collations
        """
        pg_collation_actual_version pg_database_collation_actual_version pg_database_size pg_indexes_size pg_partition_ancestors
        pg_partition_tree pg_relation_size pg_table_size pg_tablespace_size pg_total_relation_size
        """,

        // 27.2 The Cumulative Statistics System, and the system views of chapter 54
        """
        pg_stat_get_activity pg_stat_get_snapshot_timestamp pg_stat_get_backend_activity pg_stat_get_backend_activity_start
        pg_stat_get_backend_client_addr pg_stat_get_backend_client_port pg_stat_get_backend_dbid pg_stat_get_backend_idset
        pg_stat_get_backend_pid pg_stat_get_backend_start pg_stat_get_backend_userid pg_stat_get_backend_wait_event
        pg_stat_get_backend_wait_event_type pg_stat_get_backend_xact_start pg_stat_get_blocks_fetched pg_stat_get_blocks_hit
        pg_stat_get_db_blocks_fetched pg_stat_get_db_blocks_hit pg_stat_get_db_numbackends pg_stat_get_db_tuples_deleted
        pg_stat_get_db_tuples_fetched pg_stat_get_db_tuples_inserted pg_stat_get_db_tuples_returned pg_stat_get_db_tuples_updated
        pg_stat_get_db_xact_commit pg_stat_get_db_xact_rollback pg_stat_get_dead_tuples pg_stat_get_function_calls
        pg_stat_get_last_analyze_time pg_stat_get_last_autoanalyze_time pg_stat_get_last_autovacuum_time
        pg_stat_get_last_vacuum_time pg_stat_get_live_tuples pg_stat_get_mod_since_analyze pg_stat_get_numscans
        pg_stat_get_progress_info pg_stat_get_tuples_deleted pg_stat_get_tuples_fetched pg_stat_get_tuples_hot_updated
        pg_stat_get_tuples_inserted pg_stat_get_tuples_returned pg_stat_get_tuples_updated pg_stat_get_wal_receiver
        pg_stat_get_wal_senders pg_get_replication_slots pg_lock_status pg_show_all_settings
        """,
    ];

    /// <summary>Functions that leave something behind in the session.</summary>
    public static readonly string[] Sessions =
    [
        // 9.3.4 Random Functions, 9.28.1 Configuration Settings Functions
        "setseed set_config",

        // 9.28.6 Replication Management Functions
        "pg_replication_origin_session_reset pg_replication_origin_session_setup",

        // 9.28.10 Advisory Lock Functions, those of session level
        """
        pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_all pg_advisory_unlock_shared
        pg_try_advisory_lock pg_try_advisory_lock_shared
        """,
    ];
}
