namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// The built-in functions that are known, by the sections of the MySQL manual's chapter 14 (8.4 to 9.7) and of MariaDB's built-in
/// functions (10.11). Each name is in one section of a dialect only. A test asks servers whether they know each as their own.
/// </summary>
internal static class BuiltInFunctionTable
{
    /// <summary>
    /// Functions of both dialects that only read, are soon done and leave the connection as it was.
    /// </summary>
    public static readonly string[] Common =
    [
        // Comparison and flow control
        "coalesce greatest interval isnull least strcmp case if ifnull nullif",

        // Numeric
        """
        abs acos asin atan atan2 ceil ceiling conv cos cot crc32 degrees exp floor ln log log10 log2 mod pi pow power radians
        round sign sin sqrt tan truncate bit_count format
        """,

        // Date and time
        """
        adddate addtime convert_tz curdate current_date current_time current_timestamp curtime date date_add date_format date_sub
        datediff day dayname dayofmonth dayofweek dayofyear extract from_days from_unixtime get_format hour last_day localtime
        localtimestamp makedate maketime microsecond minute month monthname now period_add period_diff quarter sec_to_time second
        str_to_date subdate subtime sysdate time time_format time_to_sec timediff timestamp timestampadd timestampdiff to_days
        to_seconds unix_timestamp utc_date utc_time utc_timestamp week weekday weekofyear year yearweek
        """,

        // Strings
        """
        ascii bin bit_length char char_length character_length concat concat_ws elt export_set field find_in_set from_base64 hex
        insert instr lcase left length locate lower lpad ltrim make_set mid oct octet_length ord position quote regexp_instr
        regexp_replace regexp_substr repeat replace reverse right rpad rtrim soundex space substr substring substring_index
        to_base64 trim ucase unhex upper weight_string
        """,

        // Conversion, XML, full text
        "binary cast convert extractvalue match updatexml",

        // Encryption and compression. MySQL's md5, sha and sha1 come from a component since 9.6.
        "aes_decrypt aes_encrypt compress md5 random_bytes sha sha1 sha2 uncompress uncompressed_length",

        // Information
        "charset coercibility collation current_role current_user database schema session_user system_user user version",

        // Aggregates and windows
        """
        avg bit_and bit_or bit_xor count group_concat max min std stddev stddev_pop stddev_samp sum var_pop var_samp variance
        json_arrayagg json_objectagg cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank
        row_number
        """,

        // JSON
        """
        json_array json_array_append json_array_insert json_contains json_contains_path json_depth json_extract json_insert
        json_keys json_length json_merge json_merge_patch json_merge_preserve json_object json_overlaps json_pretty json_quote
        json_remove json_replace json_search json_set json_table json_type json_unquote json_valid json_value
        """,

        // Geometry
        """
        mbrcontains mbrdisjoint mbrequals mbrintersects mbroverlaps mbrtouches mbrwithin st_area st_asbinary st_asgeojson
        st_astext st_aswkb st_aswkt st_buffer st_centroid st_contains st_convexhull st_crosses st_difference st_dimension
        st_disjoint st_distance st_distance_sphere st_endpoint st_envelope st_equals st_exteriorring st_geomcollfromtext
        st_geomcollfromwkb st_geometryn st_geometrytype st_geomfromgeojson st_geomfromtext st_geomfromwkb st_interiorringn
        st_intersection st_intersects st_isclosed st_isempty st_issimple st_length st_linefromtext st_linefromwkb
        st_linestringfromtext st_linestringfromwkb st_numgeometries st_numinteriorrings st_numpoints st_overlaps
        st_pointfromtext st_pointfromwkb st_pointn st_polyfromtext st_polyfromwkb st_polygonfromtext st_polygonfromwkb st_srid
        st_startpoint st_symdifference st_touches st_union st_within st_x st_y
        """,

        // Addresses and the rest
        """
        default inet_aton inet_ntoa inet6_aton inet6_ntoa is_ipv4 is_ipv4_compat is_ipv4_mapped is_ipv6 name_const row uuid
        """,
    ];

    /// <summary>The same, of MySQL.</summary>
    public static readonly string[] MySql =
    [
        // In MariaDB, a stored function of the same name takes the calls that do not fit.
        "geometrycollection linestring multilinestring multipoint multipolygon point polygon",

        """
        any_value bin_to_uuid format_bytes format_pico_time from_vector geomcollection grouping gtid_subset gtid_subtract icu_version
        is_uuid json_schema_valid json_schema_validation_report json_storage_free json_storage_size mbrcoveredby mbrcovers
        ps_current_thread_id ps_thread_id regexp_like roles_graphml st_buffer_strategy st_collect st_frechetdistance
        st_geohash st_geomcollfromtxt st_geometrycollectionfromtext st_geometrycollectionfromwkb st_geometryfromtext
        st_geometryfromwkb st_hausdorffdistance st_isvalid st_latfromgeohash st_latitude st_lineinterpolatepoint
        st_lineinterpolatepoints st_longfromgeohash st_longitude st_makeenvelope st_mlinefromtext st_mlinefromwkb
        st_mpointfromtext st_mpointfromwkb st_mpolyfromtext st_mpolyfromwkb st_multilinestringfromtext
        st_multilinestringfromwkb st_multipointfromtext st_multipointfromwkb st_multipolygonfromtext st_multipolygonfromwkb
        st_numinteriorring st_pointatdistance st_pointfromgeohash st_simplify st_swapxy st_transform st_validate
        statement_digest statement_digest_text string_to_vector to_vector uuid_to_bin validate_password_strength vector_dim
        vector_to_string
        """,
    ];

    /// <summary>The same, of MariaDB.</summary>
    public static readonly string[] MariaDb =
    [
        """
        add_months chr column_add column_check column_create column_delete column_exists column_get column_json column_list
        concat_operator_oracle crc32c decode decode_oracle des_decrypt des_encrypt encode encrypt json_compact json_detailed
        json_equals json_exists json_loose json_normalize json_query lengthb lpad_oracle ltrim_oracle median
        natural_sort_key nvl nvl2 old_password password percentile_cont percentile_disc replace_oracle rownum rpad_oracle
        rtrim_oracle sformat st_boundary st_geometryfromtext st_geometryfromwkb st_geometrycollectionfromtext
        st_geometrycollectionfromwkb st_isring st_pointonsurface st_relate substr_oracle sys_guid to_char trim_oracle
        asbinary astext aswkb aswkt area boundary buffer centroid contains convexhull crosses dimension disjoint endpoint envelope
        equals exteriorring geomcollfromtext geomcollfromwkb geometrycollectionfromtext geometrycollectionfromwkb
        geometryfromtext geometryfromwkb geometryn geometrytype geomfromtext geomfromwkb glength interiorringn intersects isclosed
        isempty isring issimple linefromtext linefromwkb linestringfromtext linestringfromwkb mbrequal mlinefromtext mlinefromwkb
        mpointfromtext mpointfromwkb mpolyfromtext mpolyfromwkb multilinestringfromtext multilinestringfromwkb
        multipointfromtext multipointfromwkb multipolygonfromtext multipolygonfromwkb numgeometries numinteriorrings numpoints
        overlaps pointfromtext pointfromwkb pointn pointonsurface polyfromtext polyfromwkb polygonfromtext polygonfromwkb srid
        startpoint touches within x y
        """,
    ];

    /// <summary>Functions that only read, but take long by design or draw from a generator of the connection.</summary>
    public static readonly string[] LeasedReads = ["benchmark connection_id rand sleep uuid_short"];

    /// <summary>Functions that answer from what the connection did before.</summary>
    public static readonly string[] SessionReads = ["found_rows last_insert_id row_count"];

    /// <summary>The same, of MariaDB.</summary>
    public static readonly string[] MariaDbSessionReads = ["lastval"];

    /// <summary>Functions that take or give back locks of the session, or look at them.</summary>
    public static readonly string[] Sessions = ["get_lock is_free_lock is_used_lock release_all_locks release_lock"];

    /// <summary>
    /// Functions of either list whose names are the built-in function's only right before the parenthesis (MySQL manual, 11.2.5):
    /// with white space between, they call a stored function.
    /// </summary>
    public const string OnlyAdjacent = """
        adddate bit_and bit_or bit_xor cast count cume_dist curdate curtime date_add date_sub dense_rank extract first_value
        group_concat json_arrayagg json_objectagg json_table lag lead max median mid min now nth_value ntile percent_rank
        percentile_cont percentile_disc position rank session_user st_collect std stddev stddev_pop stddev_samp subdate substr
        substring sum sysdate system_user trim trim_oracle var_pop var_samp variance
        """;
}
